//! The engine around [`mendix_deploy_fuzz::targets::package_open`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendix_deploy_fuzz::targets::package_open::run(bytes));
