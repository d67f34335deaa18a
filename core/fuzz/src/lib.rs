//! Fuzz targets for what mendix-deploy reads from outside: what they do and what they start from. The engine around each is
//! in `fuzz_targets`, and the tests of `mendix-deploy-offline` replay the seeds without one.

#[path = "../../offline/tests/it/support"]
#[allow(dead_code, unreachable_pub)]
mod support {
    pub(crate) mod chance;
    pub(crate) mod models;
}

pub mod targets;
