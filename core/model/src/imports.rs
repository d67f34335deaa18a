//! What a team has today, read into a landscape: sources, options, and the report of what became of every entry.

use mendix_deploy_surface::model;

use crate::{
    cloud::Settings,
    configurations::ConfigurationFile,
    document::Document,
    findings::Location,
    landscapes::{LandscapeDocument, TargetKind, Tier},
    packages::Constant,
};

/// How a file of environment variables is read. The readers disagree about quotes, `$`, comments and blanks.
#[model]
pub enum VariablesDialect {
    /// Compose: quotes are removed, `$NAME` is replaced, a comment may follow a value.
    Compose,
    /// `docker run --env-file`: everything behind `=` is the value as it stands.
    Docker,
}

/// What is read. `file` is the name that the report uses.
#[model(input)]
pub enum ImportSource {
    /// Environment variables, one per line: `.env`.
    #[class(VariablesImport)]
    Variables {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
        /// Which reader it is written for. Left out, a line that the readers disagree about is doubtful and read as Compose does.
        dialect: Option<VariablesDialect>,
    },
    /// A Compose file.
    #[class(ComposeImport)]
    Compose {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
        /// The service that is the Mendix app. Left out, it must be the only one that looks like one.
        service: Option<String>,
    },
    /// A manifest of Cloud Foundry.
    #[class(CloudFoundryImport)]
    CloudFoundry {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
        /// The application in it. Left out, it must be the only one.
        application: Option<String>,
    },
    /// A `MendixApp` resource of the Mendix Operator.
    #[class(OperatorImport)]
    Operator {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
    },
    /// Kubernetes manifests, one or more in a file.
    #[class(KubernetesImport)]
    Kubernetes {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
        /// The workload (Deployment, StatefulSet) in it. Left out, it must be the only one.
        workload: Option<String>,
    },
    /// The values of a Helm chart that runs the Docker buildpack's image.
    #[class(HelmValuesImport)]
    HelmValues {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
    },
    /// The configuration of m2ee-tools.
    #[class(M2eeImport)]
    M2ee {
        /// The YAML files in the order in which they are read.
        files: Vec<ConfigurationFile>,
    },
    /// The settings of an environment of Mendix Cloud.
    #[class(MendixCloudImport)]
    MendixCloud {
        /// As the platform reports them.
        settings: Settings,
    },
    /// An environment or a collection of Postman: JSON.
    #[class(PostmanImport)]
    Postman {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
    },
    /// A shell script: what it exports, hands to containers, and asks of the Deploy API.
    #[class(ScriptImport)]
    Script {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
    },
    /// A pipeline of GitHub or GitLab.
    #[class(PipelineImport)]
    Pipeline {
        /// The file's name.
        file: Option<String>,
        /// What stands in it.
        #[private]
        text: String,
    },
}

/// What is known beyond the source.
#[model(options)]
pub struct ImportOptions {
    /// The app's name in the landscape. Default: the name in the source, or `app`.
    pub app: Option<String>,
    /// The environment's name in the landscape. Default: `imported`.
    pub environment: Option<String>,
    /// What the environment is for. Left out, the report asks for it, unless the environment's name says it.
    pub tier: Option<Tier>,
    /// Where variables, scripts and pipelines configure the app. Default: what the source says.
    pub target: Option<TargetKind>,
    /// The model's constants, so that `MX_…` can be mapped back. Without them such a variable is doubtful.
    pub constants: Option<Vec<Constant>>,
    /// The names of the model's scheduled events, so that unknown ones are seen.
    pub scheduled_events: Option<Vec<String>>,
    /// Whether a literal that may be a secret is taken into the landscape. Default: no, its place is left to be filled.
    pub keep_literals: Option<bool>,
}

/// What became of an entry of the source.
#[model]
pub enum ImportOutcome {
    /// It is in the landscape and has the same effect there, or its place waits to be filled with a secret reference.
    Understood,
    /// It may mean something else, or does not do what it looks like. A person has to look.
    Doubtful,
    /// It is not in the landscape.
    Ignored,
}

/// One entry of the source: a variable, a key, a call. Never its value.
#[model(eq)]
pub struct ImportEntry {
    /// Its name: the variable, the path of keys.
    pub name: String,
    /// Where it stands.
    pub place: Option<Location>,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// The paths of keys in the landscape that it became.
    pub became: Vec<String>,
    /// Why, in a sentence.
    pub why: String,
    /// What to do.
    pub suggestion: Option<String>,
}

/// A place in the landscape that a person has to fill.
#[model(eq)]
pub struct ImportGap {
    /// The path of keys.
    pub path: String,
    /// Why it is empty.
    pub why: String,
    /// What to write.
    pub remedy: String,
}

/// A landscape made from what a team has, with the report. The report holds no values.
#[model]
pub struct ImportedLandscape {
    /// Always `importedLandscape`.
    pub document: String,
    /// Version of the document's format.
    pub version: u32,
    /// The library that wrote it.
    pub written_by: String,
    /// The source in words: `the Compose file compose.yaml`.
    pub source: String,
    /// The landscape: one app with one environment. It passes its checks once the gaps are filled.
    pub landscape: LandscapeDocument,
    /// Every entry of the source once, in the order of the source.
    pub entries: Vec<ImportEntry>,
    /// Places that a person has to fill, by path.
    pub gaps: Vec<ImportGap>,
}

impl ImportedLandscape {
    /// The entries with this outcome.
    pub fn with(&self, outcome: ImportOutcome) -> impl Iterator<Item = &ImportEntry> {
        self.entries
            .iter()
            .filter(move |entry| entry.outcome == outcome)
    }
}

impl Document for ImportedLandscape {
    const KIND: &'static str = "importedLandscape";
    const VERSION: u32 = 1;
}
