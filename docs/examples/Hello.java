import io.peergrid.Grid;
import io.peergrid.GridMap;

public class Hello {
    public static void main(String[] args) throws Exception {
        try (Grid grid = Grid.join("hello")) {
            GridMap<String, String> notes = grid.map("notes", String.class, String.class);
            notes.putIfAbsent("first", "process " + ProcessHandle.current().pid() + " was here first");
            System.out.println(notes.get("first"));
            System.out.println(grid.topology().members().size() + " member(s). Press Enter to leave.");
            System.in.read();
        }
    }
}
