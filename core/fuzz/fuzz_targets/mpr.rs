//! The engine around [`mendix_deploy_fuzz::targets::mpr`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendix_deploy_fuzz::targets::mpr::run(bytes));
