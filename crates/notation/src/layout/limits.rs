//! How much is drawn and how far is searched for something better. Nothing is refused: a larger model is drawn too,
//! with less care.

/// Levels of sub-processes inside sub-processes. Deeper ones are drawn collapsed.
pub const SUB_PROCESS_DEPTH: usize = 40;
/// Levels of lanes inside lanes. Deeper ones are drawn as one.
pub const LANE_DEPTH: usize = 8;
/// Lines of the name of a task. What is longer is cut off with `…`.
pub const TASK_LINES: usize = 12;
/// Lines of a name that stands outside of its shape. What is longer is cut off with `…`.
pub const LABEL_LINES: usize = 8;
/// Lines of an annotation. What is longer is cut off with `…`.
pub const ANNOTATION_LINES: usize = 20;
/// Places at which long flows pass a layer, besides those for each step. The longest flows that do not fit run above
/// everything.
pub const BENDS: usize = 20_000;
/// Places at which long flows pass a layer, for each step.
pub const BENDS_PER_STEP: usize = 8;
/// Steps and passing flows of a process or sub-process for which several orders are drawn. For more, one is.
pub const SEARCHED: usize = 2_000;
/// Orders of the steps that are drawn, to take the one with fewest crossings.
pub const STARTS: u64 = 6;
/// Steps and passing flows among which neighbours are swapped where that saves crossings. More are only sorted.
pub const SWAPPED: usize = 20_000;
/// Units of work in search of better ways for long flows. Afterwards they stay where they are.
pub const WORK: usize = 20_000_000;
/// Pairs of places in two neighbouring layers between which better ways for long flows are searched for. Where there are
/// more, flows stay where they are.
pub const PAIRS: usize = 40_000;
/// Upright pieces of flows between two layers whose best order is searched for. More stand in the order in which they
/// turn.
pub const PIECES: usize = 300;
/// Lanes for which another order is searched for. More stand in the order of the model.
pub const LANES: usize = 30;
/// Flows of a process for whose lanes another order is searched for. If there are more, the lanes stand in the order of
/// the model.
pub const LANE_FLOWS: usize = 500;
/// Lanes of which all orders are estimated. Of more, two are swapped as long as that helps.
pub const ALL_LANE_ORDERS: usize = 7;
/// Orders of the lanes that are drawn.
pub const LANE_ORDERS: usize = 30;
/// Flows that are drawn in search of an order of the lanes, all drawings together.
pub const LANE_ORDER_FLOWS: usize = 6_000;
/// Places that are tried for a new shape in a drawing that is there. If all are taken, it stands below everything.
pub const PLACES: usize = 400;
