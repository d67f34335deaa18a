//! How a nearer level lies over a farther one.

use std::collections::BTreeMap;

/// A value that a nearer level may replace, in part or as a whole.
pub(super) trait Merge {
    /// Lays the nearer value over this one.
    fn lay(&mut self, nearer: Self);
}

impl<T: Merge> Merge for Option<T> {
    fn lay(&mut self, nearer: Self) {
        match (self.as_mut(), nearer) {
            (Some(value), Some(nearer)) => value.lay(nearer),
            (None, Some(nearer)) => *self = Some(nearer),
            (_, None) => {}
        }
    }
}

/// By name.
impl<T> Merge for BTreeMap<String, T> {
    fn lay(&mut self, nearer: Self) {
        self.extend(nearer);
    }
}

/// As a whole, when the nearer one says anything.
impl<T> Merge for Vec<T> {
    fn lay(&mut self, nearer: Self) {
        if !nearer.is_empty() {
            *self = nearer;
        }
    }
}

/// Replaced as a whole.
macro_rules! whole {
    ($($ty:ty),+ $(,)?) => { $(
        impl Merge for $ty {
            fn lay(&mut self, nearer: Self) {
                *self = nearer;
            }
        }
    )+ };
}

pub(super) use whole;

whole!(String, bool, u16, u32);
