//! Prints the public surface as JSON: types with schemas, errors, calls, documents. `cargo xtask generate` reads it.

#![allow(clippy::print_stdout)] // a program for a pipe

use mendix_deploy_model::{
    ErrorClass, ErrorCode,
    document::{Document, WRITTEN_BY},
    error::ErrorInfo,
    findings::Report,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

/// The manifest while it is collected.
struct Manifest {
    generator: SchemaGenerator,
    documents: Vec<Value>,
    rows: Vec<Value>,
    groups: Vec<Value>,
}

impl Manifest {
    fn new() -> Self {
        Self {
            // What the library writes: a defaulted field is always there.
            generator: SchemaSettings::draft2020_12()
                .for_serialize()
                .into_generator(),
            documents: Vec::new(),
            rows: Vec::new(),
            groups: Vec::new(),
        }
    }

    fn data<T: JsonSchema>(&mut self) -> Schema {
        self.generator.subschema_for::<T>()
    }

    fn document<T: Document + JsonSchema>(&mut self) {
        let schema = self.data::<T>();
        self.documents
            .push(json!({"kind": T::KIND, "version": T::VERSION, "type": schema}));
    }
}

fn main() {
    let mut manifest = Manifest::new();
    manifest.data::<ErrorInfo>();
    manifest.data::<mendix_deploy_model::packages::PackageInfo>();
    manifest.document::<Report>();
    groups(&mut manifest);
    let errors: Vec<_> = ErrorCode::ALL.iter().map(|code| error(*code)).collect();
    let class_schema = schemars::schema_for!(ErrorClass);
    let types = manifest.generator.take_definitions(true);
    println!(
        "{:#}",
        json!({
            "writtenBy": WRITTEN_BY,
            "types": types,
            "errorClasses": class_schema,
            "errors": errors,
            "documents": manifest.documents,
            "groups": manifest.groups,
            "rows": manifest.rows,
        })
    );
}

fn error(code: ErrorCode) -> Value {
    json!({
        "code": code.as_str(),
        "class": code.class(),
        "cause": code.cause().trim(),
        "retry": code.retry(),
        "effect": code.effect(),
        "remedy": code.remedy(),
    })
}

/// Collects the rows of every group of the surface.
fn groups(_manifest: &mut Manifest) {}
