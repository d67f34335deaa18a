//! The engine around [`mendix_deploy_fuzz::targets::landscape`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendix_deploy_fuzz::targets::landscape::run(bytes));
