package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {
    private static final Rows THREE = new Rows(
            3, new int[] {1, 2, 3, 4, 5, 6}, new int[] {7, 8, 9}, new float[0], new float[] {1, 0, 1}, new int[] {
                4, 4, 5
            });

    @Test
    void theFirstRowsHaveAllTheirColumns() {
        Rows two = THREE.first(2);
        assertThat(two.size()).isEqualTo(2);
        assertThat(two.sparse()).containsExactly(1, 2, 3, 4);
        assertThat(two.sequences()).containsExactly(7, 8);
        assertThat(two.dense()).isEmpty();
        assertThat(two.labels()).containsExactly(1, 0);
        assertThat(two.groups()).containsExactly(4, 4);
        assertThat(two.weights()).isEmpty();
    }

    @Test
    void thereAreNoMoreThanAll() {
        assertThat(THREE.first(9).sparse()).containsExactly(1, 2, 3, 4, 5, 6);
    }
}
