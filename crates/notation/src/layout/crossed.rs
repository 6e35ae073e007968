//! What a flow between two layers would cross, for any two places at once: sums over the lines that are there.

/// Where a flow meets a layer: so many items of the column stand above it, and from this one on they stand below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub above: usize,
    pub below: usize,
}

/// A line from an item of one layer to one of the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub left: usize,
    pub right: usize,
    /// How many wires share it.
    pub wires: usize,
    /// What it costs to cross it.
    pub cost: u32,
}

/// How much the lines between two layers weigh that start above one place and end above another.
pub(super) struct Table {
    columns: usize,
    sums: Vec<u32>,
}

impl Table {
    /// Of lines between columns of these sizes; `at` holds the position of every item in its column.
    pub fn of(lines: &[Line], at: &[usize], (left, right): (usize, usize)) -> Self {
        let columns = right + 1;
        let mut sums = vec![0; (left + 1) * columns];
        for line in lines {
            sums[(at[line.left] + 1) * columns + at[line.right] + 1] += line.cost;
        }
        for row in 0..=left {
            for column in 1..columns {
                sums[row * columns + column] += sums[row * columns + column - 1];
            }
        }
        for place in columns..sums.len() {
            sums[place] += sums[place - columns];
        }
        Self { columns, sums }
    }

    fn get(&self, left: usize, right: usize) -> u32 {
        self.sums[left * self.columns + right]
    }

    /// What a line from one place to the other crosses.
    pub fn crossed(&self, left: Place, right: Place) -> u32 {
        let (all_left, all_right) = (self.sums.len() / self.columns - 1, self.columns - 1);
        self.get(left.above, all_right) - self.get(left.above, right.below) + self.get(all_left, right.above)
            - self.get(left.below, right.above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_on_the_other_side_at_the_other_end_are_crossed() {
        // Items 0 and 1 in the left column, 2 and 3 in the right one; both lines cost something else.
        let line = |left, right, cost| Line { left, right, wires: 1, cost };
        let table = Table::of(&[line(0, 2, 3), line(1, 3, 5)], &[0, 1, 0, 1], (2, 2));
        let gap = |above| Place { above, below: above };
        assert_eq!(table.crossed(gap(0), gap(2)), 8);
        assert_eq!(table.crossed(gap(1), gap(1)), 0);
        assert_eq!(table.crossed(gap(2), gap(1)), 5);
        let first = Place { above: 0, below: 1 };
        assert_eq!(table.crossed(first, gap(2)), 5, "lines from the same item are not crossed");
    }
}
