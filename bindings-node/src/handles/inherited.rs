//! What an environment wants, key by key: one property per row of the list of what is inherited.

use mendix_deploy_model::Result;
use mendix_deploy_offline::landscape::{self, Environment};
use napi_derive::napi;

use super::{Handle, Kind, landscape::app, landscape::environment, wrong};
use crate::{codec::to_text, error::throw};

macro_rules! properties {
    ($($(#[doc = $doc:literal])* $name:ident $key:literal: [$($ty:tt)+] => $rule:ident;)+) => {
        /// An inherited property as data.
        pub(super) fn property(it: &Environment, name: &str) -> Result<String> {
            let values = it.values();
            match name {
                $($key => to_text(&values.$name),)+
                _ => Err(wrong("a property of an Environment")),
            }
        }

        /// The names of what is inherited; constants come with their origin and have a property of their own.
        #[napi]
        pub fn inherited_properties() -> Vec<String> {
            let names = [$($key),+];
            names
                .into_iter()
                .filter(|name| *name != "constants")
                .map(str::to_owned)
                .collect()
        }
    };
}

mendix_deploy_model::for_each_inherited!(properties);

#[napi]
pub fn environment_origin(handle: &Handle, key: String) -> napi::Result<String> {
    to_text(&environment(handle)?.origin(&key)).map_err(throw)
}

#[napi]
pub fn app_environments_of_branch(handle: &Handle, branch: String) -> napi::Result<Vec<Handle>> {
    let environments = app(handle)?.environments_of_branch(&branch).into_iter();
    Ok(environments
        .map(|it| Handle(Kind::Environment(it)))
        .collect())
}

#[napi]
pub fn tier_presets() -> napi::Result<String> {
    to_text(&landscape::tier_presets()).map_err(throw)
}

#[napi]
pub fn plan_catalogue() -> napi::Result<String> {
    to_text(&landscape::plan_catalogue()).map_err(throw)
}

#[napi]
pub fn sizing_advice(entities: u32) -> napi::Result<String> {
    to_text(&landscape::sizing_advice(entities)).map_err(throw)
}
