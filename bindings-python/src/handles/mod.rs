//! Handles: what has behaviour, once per handle.

mod client;
mod configuration;
mod database;
mod effective;
mod emulator;
mod inherited;
mod landscape;
mod listing;
mod model;
mod package;
mod policy;
mod resolver;
mod run;
mod secret;
mod settings;

pub(crate) use client::Client;
pub(crate) use configuration::{compare_configurations, import_configuration};
pub(crate) use database::{Database, decide};
pub(crate) use effective::{
    EffectiveConfiguration, constant_variable, constants_of_variable, convert_connection,
    name_collisions, parse_connection, print_connection, read_variable, same_database,
    setting_of_variable, setting_variable,
};
pub(crate) use emulator::Emulator;
pub(crate) use inherited::{plan_catalogue, sizing_advice, tier_presets};
pub(crate) use landscape::{App, Environment, Landscape};
pub(crate) use listing::{Operation, Pager};
pub(crate) use model::{
    compare_models, read_catalogue, read_script, write_portable, write_project,
};
pub(crate) use package::{Package, verify_checksums, write_archive, write_checksums};
pub(crate) use policy::{placement, policy_of_facts, policy_rules, secrets_practices};
pub(crate) use resolver::{ResolvedSecrets, Resolver, import_reference, parse_reference};
pub(crate) use run::Run;
pub(crate) use secret::SecretValue;
pub(crate) use settings::{check_setting, runtime_setting, runtime_settings};
