//! Prints the public surface as JSON: types with schemas, errors, calls, documents. `cargo xtask generate` reads it.

#![allow(clippy::print_stdout)] // a program for a pipe

// The rows name types as the core's modules see them.
#[allow(clippy::wildcard_imports)]
use mendix_deploy_model::cloud::*;
use mendix_deploy_model::{
    Address, ErrorClass, ErrorCode,
    changes::{Change, PackageRef},
    clients::{ClientOptions, ContactedHost, OperationProgress, Progress},
    cloud,
    comparisons::Changes,
    configurations::{
        ConfigurationComparison, ConfigurationInput, DatabaseConnection, DatabaseSameness,
        Emission, EvaluatedConfiguration, Explanation, NameCollision, NamedConfiguration,
        VariableReading, WantedConfiguration,
    },
    databases::DatabaseOptions,
    document::{Document, WRITTEN_BY},
    error::ErrorInfo,
    findings::Report,
    imports::{ImportOptions, ImportSource, ImportedLandscape},
    landscapes::{
        Deviation, EffectiveConstant, LandscapeDocument, PlanSize, PreflightOptions, SizingAdvice,
        TierPreset, ValueOrigin,
    },
    models::AppModel,
    packages::{
        ArchiveSpec, ChecksumResult, PackageDigests, PackageInfo, PortableConfiguration,
        ProjectSpec,
    },
    plans::{Approval, IncidentRecord, Plan, PlanOptions, Release},
    policies::{
        PlacementAdvice, PlacementOptions, PolicyEnvironmentFacts, PolicyOptions, PolicyRule,
        SecretsPractice,
    },
    runs::{ActivityOptions, JournalEntry, ResumeOptions, RunEvent, RunProgress, StartRunOptions},
    scripts::ScriptReading,
    secrets::{
        CommandOutput, Reference, ResolutionReport, ResolveOptions, ResolverOptions, SecretRequest,
    },
    settings::{RuntimeSetting, SettingLookup, SettingProblem},
};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

/// The manifest while it is collected.
struct Manifest {
    generator: SchemaGenerator,
    documents: Vec<Value>,
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
    handles(&mut manifest);
    documents(&mut manifest);
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
            "landscapeSchema": mendix_deploy::landscape::json_schema(),
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

/// Data that handles written by hand take and give.
fn handles(manifest: &mut Manifest) {
    manifest.data::<ErrorInfo>();
    manifest.data::<PackageInfo>();
    manifest.data::<PackageDigests>();
    manifest.data::<PortableConfiguration>();
    manifest.data::<ChecksumResult>();
    manifest.data::<AppModel>();
    manifest.data::<ArchiveSpec>();
    manifest.data::<ProjectSpec>();
    manifest.data::<ScriptReading>();
    manifest.data::<Reference>();
    manifest.data::<ResolverOptions>();
    manifest.data::<ResolveOptions>();
    manifest.data::<SecretRequest>();
    manifest.data::<ResolutionReport>();
    manifest.data::<CommandOutput>();
    manifest.data::<RuntimeSetting>();
    manifest.data::<SettingLookup>();
    manifest.data::<SettingProblem>();
    manifest.data::<DatabaseOptions>();
    manifest.data::<ClientOptions>();
    manifest.data::<ContactedHost>();
    manifest.data::<Progress>();
    manifest.data::<OperationProgress>();
    manifest.data::<Change>();
    manifest.data::<PackageRef>();
    manifest.data::<PlanOptions>();
    manifest.data::<Approval>();
    manifest.data::<UploadOptions>();
    manifest.data::<EffectiveConstant>();
    manifest.data::<ValueOrigin>();
    manifest.data::<TierPreset>();
    manifest.data::<Deviation>();
    manifest.data::<PlanSize>();
    manifest.data::<SizingAdvice>();
    manifest.data::<PreflightOptions>();
    manifest.data::<PolicyOptions>();
    manifest.data::<PolicyRule>();
    manifest.data::<PolicyEnvironmentFacts>();
    manifest.data::<PlacementOptions>();
    manifest.data::<PlacementAdvice>();
    manifest.data::<SecretsPractice>();
    manifest.data::<ConfigurationInput>();
    manifest.data::<EvaluatedConfiguration>();
    manifest.data::<NamedConfiguration>();
    manifest.data::<ImportSource>();
    manifest.data::<ImportOptions>();
    manifest.data::<WantedConfiguration>();
    manifest.data::<Emission>();
    manifest.data::<Explanation>();
    manifest.data::<VariableReading>();
    manifest.data::<NameCollision>();
    manifest.data::<DatabaseConnection>();
    manifest.data::<DatabaseSameness>();
    manifest.data::<RunEvent>();
    manifest.data::<RunProgress>();
    manifest.data::<JournalEntry>();
    manifest.data::<StartRunOptions>();
    manifest.data::<ResumeOptions>();
    manifest.data::<ActivityOptions>();
    manifest.data::<cloud::App>();
    manifest.data::<cloud::Environment>();
    manifest.data::<cloud::Scale>();
    manifest.data::<cloud::Settings>();
    manifest.data::<cloud::Snapshot>();
}

/// Data that is saved, loaded and rendered.
fn documents(manifest: &mut Manifest) {
    manifest.document::<Report>();
    manifest.document::<Plan>();
    manifest.document::<Release>();
    manifest.document::<IncidentRecord>();
    manifest.document::<Changes>();
    manifest.document::<ConfigurationComparison>();
    manifest.document::<ImportedLandscape>();
    manifest.document::<LandscapeDocument>();
}

/// Collects the rows of every group of the surface.
fn groups(manifest: &mut Manifest) {
    macro_rules! argument {
        (handle $name:expr, $ty:ty) => {
            json!({"name": $name, "kind": "handle", "handle": stringify!($ty)})
        };
        (text $name:expr, $ty:ty) => {
            json!({"name": $name, "kind": "text", "type": {"type": "string"}})
        };
        ($kind:ident $name:expr, $ty:ty) => {
            json!({"name": $name, "kind": stringify!($kind), "type": manifest.data::<$ty>()})
        };
    }
    macro_rules! output {
        (secret $ty:ty) => {
            json!({"type": "null"})
        };
        ($shape:ident $ty:ty) => {
            json!(manifest.data::<$ty>())
        };
    }
    macro_rules! group {
        (
            @group $(#[doc = $about:literal])* $group:ident;
            $(
                $(#[doc = $doc:literal])*
                $shape:ident $name:ident ($($kind:ident $argument:ident: $ty:ty),*) -> $output:ty;
            )*
        ) => {{
            let rows = vec![$(json!({
                "method": stringify!($name),
                "doc": text(&[$($doc),*]),
                "shape": stringify!($shape),
                "arguments": [$(argument!($kind stringify!($argument), $ty)),*],
                "output": output!($shape $output),
            })),*];
            manifest.groups.push(json!({
                "name": stringify!($group),
                "doc": text(&[$($about),*]),
                "rows": rows,
            }));
        }};
    }
    mendix_deploy::for_each_apps!(group);
    mendix_deploy::for_each_backups!(group);
    mendix_deploy::for_each_environments!(group);
    mendix_deploy::for_each_packages!(group);
    mendix_deploy::for_each_repository!(group);
}

/// The lines of a documentation comment, without the space each begins with.
fn text(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    lines.join("\n")
}
