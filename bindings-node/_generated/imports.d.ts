// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Settings } from './cloud.js'
import type { ConfigurationFile } from './configurations.js'
import type { Location } from './findings.js'
import type { LandscapeDocument, TargetKind, Tier } from './landscapes.js'
import type { Constant } from './packages.js'

/** One entry of the source: a variable, a key, a call. Never its value. */
export interface ImportEntry {
  /** Its name: the variable, the path of keys. */
  readonly name: string
  /** Where it stands. */
  readonly place?: Location | undefined
  /** What became of it. */
  readonly outcome: ImportOutcome
  /** The paths of keys in the landscape that it became. */
  readonly became: ReadonlyArray<string>
  /** Why, in a sentence. */
  readonly why: string
  /** What to do. */
  readonly suggestion?: string | undefined
}

/** A place in the landscape that a person has to fill. */
export interface ImportGap {
  /** The path of keys. */
  readonly path: string
  /** Why it is empty. */
  readonly why: string
  /** What to write. */
  readonly remedy: string
}

/** What is known beyond the source. */
export interface ImportOptions {
  /** The app's name in the landscape. Default: the name in the source, or `app`. */
  readonly app?: string | null | undefined
  /** The environment's name in the landscape. Default: `imported`. */
  readonly environment?: string | null | undefined
  /** What the environment is for. Left out, the report asks for it, unless the environment's name says it. */
  readonly tier?: Tier | null | undefined
  /** Where variables, scripts and pipelines configure the app. Default: what the source says. */
  readonly target?: TargetKind | null | undefined
  /** The model's constants, so that `MX_…` can be mapped back. Without them such a variable is doubtful. */
  readonly constants?: ReadonlyArray<Constant> | null | undefined
  /** The names of the model's scheduled events, so that unknown ones are seen. */
  readonly scheduledEvents?: ReadonlyArray<string> | null | undefined
  /** Whether a literal that may be a secret is taken into the landscape. Default: no, its place is left to be filled. */
  readonly keepLiterals?: boolean | null | undefined
}

/** What became of an entry of the source. */
export type ImportOutcome = 'understood' | 'doubtful' | 'ignored'

/** Environment variables, one per line: `.env`. */
export interface VariablesImport {
  readonly kind: 'variables'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
  /** Which reader it is written for. Left out, a line that the readers disagree about is doubtful and read as Compose does. */
  readonly dialect?: VariablesDialect | null | undefined
}

/** A Compose file. */
export interface ComposeImport {
  readonly kind: 'compose'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
  /** The service that is the Mendix app. Left out, it must be the only one that looks like one. */
  readonly service?: string | null | undefined
}

/** A manifest of Cloud Foundry. */
export interface CloudFoundryImport {
  readonly kind: 'cloudFoundry'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
  /** The application in it. Left out, it must be the only one. */
  readonly application?: string | null | undefined
}

/** A `MendixApp` resource of the Mendix Operator. */
export interface OperatorImport {
  readonly kind: 'operator'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** Kubernetes manifests, one or more in a file. */
export interface KubernetesImport {
  readonly kind: 'kubernetes'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
  /** The workload (Deployment, StatefulSet) in it. Left out, it must be the only one. */
  readonly workload?: string | null | undefined
}

/** The values of a Helm chart that runs the Docker buildpack's image. */
export interface HelmValuesImport {
  readonly kind: 'helmValues'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** The configuration of m2ee-tools. */
export interface M2eeImport {
  readonly kind: 'm2ee'
  /** The YAML files in the order in which they are read. */
  readonly files?: ReadonlyArray<ConfigurationFile> | undefined
}

/** The settings of an environment of Mendix Cloud. */
export interface MendixCloudImport {
  readonly kind: 'mendixCloud'
  /** As the platform reports them. */
  readonly settings: Settings
}

/** An environment or a collection of Postman: JSON. */
export interface PostmanImport {
  readonly kind: 'postman'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** A shell script: what it exports, hands to containers, and asks of the Deploy API. */
export interface ScriptImport {
  readonly kind: 'script'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** A pipeline of GitHub or GitLab. */
export interface PipelineImport {
  readonly kind: 'pipeline'
  /** The file's name. */
  readonly file?: string | null | undefined
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** What is read. `file` is the name that the report uses. */
export type ImportSource = VariablesImport | ComposeImport | CloudFoundryImport | OperatorImport | KubernetesImport | HelmValuesImport | M2eeImport | MendixCloudImport | PostmanImport | ScriptImport | PipelineImport

/** A landscape made from what a team has, with the report. The report holds no values. */
export interface ImportedLandscape {
  /** Always `importedLandscape`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** The source in words: `the Compose file compose.yaml`. */
  readonly source: string
  /** The landscape: one app with one environment. It passes its checks once the gaps are filled. */
  readonly landscape: LandscapeDocument
  /** Every entry of the source once, in the order of the source. */
  readonly entries: ReadonlyArray<ImportEntry>
  /** Places that a person has to fill, by path. */
  readonly gaps: ReadonlyArray<ImportGap>
}

/** How a file of environment variables is read. The readers disagree about quotes, `$`, comments and blanks. */
export type VariablesDialect = 'compose' | 'docker'
