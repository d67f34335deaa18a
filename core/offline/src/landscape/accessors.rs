//! What an environment wants, key by key: one accessor per row of the list of what is inherited.

use std::collections::BTreeMap;

use mendix_deploy_model::landscapes::*;

use super::Environment;

macro_rules! accessors {
    ($($(#[doc = $doc:literal])* $name:ident $key:literal: [$($ty:tt)+] => $rule:ident;)+) => { $(
        accessors!(@one [$($doc)*] $name [$($ty)+]);
    )+ };
    // Constants come with their origin: see the handle.
    (@one [$($doc:literal)*] constants [$($ty:tt)+]) => {};
    (@one [$($doc:literal)*] $name:ident [Option<String>]) => {
        accessors!(@emit [$($doc)*] $name [Option<&str>] |values| values.$name.as_deref());
    };
    (@one [$($doc:literal)*] $name:ident [Option<DataClass>]) => {
        accessors!(@emit [$($doc)*] $name [Option<DataClass>] |values| values.$name);
    };
    (@one [$($doc:literal)*] $name:ident [Option<SnapshotPolicy>]) => {
        accessors!(@emit [$($doc)*] $name [Option<SnapshotPolicy>] |values| values.$name);
    };
    (@one [$($doc:literal)*] $name:ident [Option<$ty:ident>]) => {
        accessors!(@emit [$($doc)*] $name [Option<&$ty>] |values| values.$name.as_ref());
    };
    (@one [$($doc:literal)*] $name:ident [Vec<$ty:ident>]) => {
        accessors!(@emit [$($doc)*] $name [&[$ty]] |values| values.$name.as_slice());
    };
    (@one [$($doc:literal)*] $name:ident [$($ty:tt)+]) => {
        accessors!(@emit [$($doc)*] $name [&$($ty)+] |values| &values.$name);
    };
    (@emit [$($doc:literal)*] $name:ident [$($ty:tt)+] |$values:ident| $get:expr) => {
        impl Environment {
            $(#[doc = $doc])*
            #[must_use]
            pub fn $name(&self) -> $($ty)+ {
                let $values = self.values();
                $get
            }
        }
    };
}

mendix_deploy_model::for_each_inherited!(accessors);
