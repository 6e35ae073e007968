//! Functions of Camunda that give something else each time. An expression can be computed again, and then gives the
//! same, so here they are known only to say so.

use super::Builtin;
use crate::messages as m;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("uuid", &[&[]], |_, _| Err(m::NOT_REPEATABLE.message().with("name", "uuid").into())),
    Builtin::new("random number", &[&[]], |_, _| {
        Err(m::NOT_REPEATABLE.message().with("name", "random number").into())
    }),
];
