// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { AppId, ProjectId, Settings } from './cloud.js'
import type { Location } from './findings.js'
import type { PackageInfo } from './packages.js'

/** An app. */
export interface AppSpec {
  /** What its environments inherit. */
  readonly defaults?: Defaults | null | undefined
  /**
   * Where its environments run, as far as they have it in common; an environment's target of the same kind fills
   * in or replaces single fields.
   */
  readonly target?: TargetSpec | null | undefined
  /** The usual environments of a node; what `environments` says about one of the same name is added. */
  readonly preset?: NodePreset | null | undefined
  /** Environments by the name that addresses use. */
  readonly environments?: Readonly<Record<string, EnvironmentSpec>> | undefined
}

/** How many people approve a plan before it starts. None of them may be the one who starts it. */
export interface ApprovalPolicy {
  /** How many; 0 asks for none. */
  readonly required: number
  /** How long an approval holds, in seconds. Default: 86,400 (a day). */
  readonly validSeconds?: number | null | undefined
}

/** Which level of the landscape set a value. */
export type ConstantOrigin = 'defaults' | 'app' | 'environment'

/** The value itself, always text, whatever the constant's type. */
export interface ConstantLiteral {
  readonly kind: 'literal'
  /** The text. May be a credential, and printing the object prints it. */
  readonly value: string
  /** States that this is no secret although it looks like one. */
  readonly acknowledged?: boolean | undefined
}

/** Where the value is kept: `scheme[+store]://object?query#selector`. Never holds a credential. */
export interface SecretReference {
  readonly kind: 'secretReference'
  /** The reference. */
  readonly reference: string
}

/** The empty text, and that is meant. */
export interface EmptyOnPurpose {
  readonly kind: 'emptyOnPurpose'
}

/**
 * What a constant is set to.
 *
 * In YAML a bare value is enough: `vault://secret/mail#password` is a secret reference, `literal:guest` is a literal
 * that is meant as one, everything else is a literal.
 */
export type ConstantValue = ConstantLiteral | SecretReference | EmptyOnPurpose

/** How long a plan waits for the platform, in seconds each. What is left out has the planner's default. */
export interface Deadlines {
  /** For a build. */
  readonly buildSeconds?: number | null | undefined
  /** For an upload and its job. */
  readonly uploadSeconds?: number | null | undefined
  /** For the environment to stop. */
  readonly stopSeconds?: number | null | undefined
  /** For a snapshot or an archive. */
  readonly snapshotSeconds?: number | null | undefined
  /** For a transport, while the platform still processes the package. */
  readonly transportSeconds?: number | null | undefined
  /** For the environment to start, database synchronisation included. */
  readonly startSeconds?: number | null | undefined
  /** For a restore. */
  readonly restoreSeconds?: number | null | undefined
}

/** What environments inherit. */
export interface Defaults {
  /** Constants by `Module.Constant`. */
  readonly constants?: Readonly<Record<string, ConstantValue>> | undefined
  /** Which scheduled events run. */
  readonly scheduledEvents?: ScheduledEvents | null | undefined
  /** How many people approve a plan. */
  readonly approvals?: ApprovalPolicy | null | undefined
  /** What is checked after a deployment. */
  readonly verify?: VerifySpec | null | undefined
  /** Whether and when a plan makes a snapshot. */
  readonly snapshot?: SnapshotPolicy | null | undefined
  /** Days on which nothing is deployed. */
  readonly freeze?: ReadonlyArray<FreezeWindow> | undefined
  /** How long a plan waits. */
  readonly deadlines?: Deadlines | null | undefined
}

/** A constant after inheritance. */
export interface EffectiveConstant {
  /** `Module.Constant`. */
  readonly name: string
  /** What it is set to. */
  readonly value: ConstantValue
  /** The level that set it. */
  readonly origin: ConstantOrigin
  /** Where, as a path of keys. */
  readonly path: string
  /** Where in the file; absent for a landscape built in code. */
  readonly location?: Location | undefined
}

/** An environment. */
export interface EnvironmentSpec {
  /** What it is for. May be left out when the environment's name is a tier's. */
  readonly tier?: Tier | null | undefined
  /** Where it runs; what is left out comes from the app's target. */
  readonly target?: TargetSpec | null | undefined
  /** Constants by `Module.Constant`. */
  readonly constants?: Readonly<Record<string, ConstantValue>> | undefined
  /** Which scheduled events run. */
  readonly scheduledEvents?: ScheduledEvents | null | undefined
  /** How many people approve a plan. */
  readonly approvals?: ApprovalPolicy | null | undefined
  /** What is checked after a deployment. */
  readonly verify?: VerifySpec | null | undefined
  /** Whether and when a plan makes a snapshot. */
  readonly snapshot?: SnapshotPolicy | null | undefined
  /** Days on which nothing is deployed; added to the inherited ones. */
  readonly freeze?: ReadonlyArray<FreezeWindow> | undefined
  /** How long a plan waits; single deadlines are replaced. */
  readonly deadlines?: Deadlines | null | undefined
}

/** Days on which nothing is deployed. */
export interface FreezeWindow {
  /** The first day. */
  readonly first: string
  /** The last day. */
  readonly last: string
  /** Why. */
  readonly reason: string
}

/** A team's apps and environments. */
export interface LandscapeDocument {
  /** Always `landscape`. */
  readonly document: string
  /** Version of the document's format; 1 is the only one so far. */
  readonly version: number
  /** The library that wrote it; absent in a document that a person wrote. */
  readonly writtenBy?: string | null | undefined
  /** What all apps inherit. */
  readonly defaults?: Defaults | null | undefined
  /** Apps by the name that addresses use. */
  readonly apps?: Readonly<Record<string, AppSpec>> | undefined
}

/** The usual environments of a Mendix Cloud node, so that they need not be written out. */
export type NodePreset = 'twoEnvironments' | 'threeEnvironments'

/** What is known about the environment. Checks that need what is left out are skipped by name. */
export interface PreflightOptions {
  /** The package that runs there now. */
  readonly running?: PackageInfo | null | undefined
  /** The settings of the environment as the platform reports them. */
  readonly settings?: Settings | null | undefined
  /** The runtime version that runs there now, when `running` is not at hand. */
  readonly runningRuntimeVersion?: string | null | undefined
  /** The day to judge freeze windows by. */
  readonly asOf?: string | null | undefined
}

/** Every event of the model. */
export interface AllEvents {
  readonly kind: 'all'
}

/** None. */
export interface NoEvents {
  readonly kind: 'none'
}

/** These and no others. */
export interface SpecifiedEvents {
  readonly kind: 'specified'
  /** `Module.Event`, in the order written. */
  readonly events?: ReadonlyArray<string> | undefined
}

/** Which scheduled events run. In YAML: `all`, `none`, or a list of names. */
export type ScheduledEvents = AllEvents | NoEvents | SpecifiedEvents

/** Whether and when a plan that changes an environment makes a snapshot first. */
export type SnapshotPolicy = 'afterStop' | 'beforeStop' | 'never'

/** The kind of a target. */
export type TargetKind = 'mendixCloud' | 'operator' | 'kubernetes' | 'cloudFoundry' | 'docker' | 'linux' | 'windows'

/** Mendix Cloud. */
export interface MendixCloud {
  readonly kind: 'mendixCloud'
  /** The app's subdomain. Default: the app's name in the landscape. */
  readonly appId?: AppId | null | undefined
  /** The app's long id, when the subdomain is not wanted as the key. */
  readonly projectId?: ProjectId | null | undefined
  /**
   * The environment as the platform spells it (`Test`, `Acceptance`, `Production`, or its flexible name; case
   * matters). Default: the environment's name in the landscape, `test`, `acceptance` and `production` with a
   * capital.
   */
  readonly environment?: string | null | undefined
}

/** Mendix on Kubernetes. */
export interface Operator {
  readonly kind: 'operator'
  /** The namespace. */
  readonly namespace?: string | null | undefined
  /** The name of the `MendixApp` resource. */
  readonly name?: string | null | undefined
}

/** Plain Kubernetes. */
export interface Kubernetes {
  readonly kind: 'kubernetes'
  /** The namespace. */
  readonly namespace?: string | null | undefined
  /** The name of the deployment. */
  readonly deployment?: string | null | undefined
}

/** Cloud Foundry. */
export interface CloudFoundry {
  readonly kind: 'cloudFoundry'
  /** The organisation. */
  readonly organization?: string | null | undefined
  /** The space. */
  readonly space?: string | null | undefined
  /** The app's name there. */
  readonly application?: string | null | undefined
}

/** Docker. */
export interface Docker {
  readonly kind: 'docker'
  /** The image without tag. */
  readonly image?: string | null | undefined
  /** The container's name. */
  readonly container?: string | null | undefined
}

/** Linux. */
export interface Linux {
  readonly kind: 'linux'
  /** The host. */
  readonly host?: string | null | undefined
  /** The folder of the app. */
  readonly folder?: string | null | undefined
}

/** Windows. */
export interface Windows {
  readonly kind: 'windows'
  /** The host. */
  readonly host?: string | null | undefined
  /** The app's name in the Service Console. */
  readonly application?: string | null | undefined
}

/** Where an environment runs. Only `mendixCloud` is executable so far; the others are described. */
export type TargetSpec = MendixCloud | Operator | Kubernetes | CloudFoundry | Docker | Linux | Windows

/** What an environment is for. Ordered from the least to the most careful; a sandbox (Free App) stands apart, last. */
export type Tier = 'development' | 'test' | 'acceptance' | 'production' | 'sandbox'

/** A page that must answer. */
export interface UrlCheck {
  /** The path below the public URL, with the leading slash: `/index.html`. */
  readonly path: string
  /** The HTTP status wanted. Default: 200. */
  readonly status?: number | null | undefined
  /** Text that the body must contain. */
  readonly contains?: string | null | undefined
}

/** What is checked after a deployment. That the environment runs the right package is always checked. */
export interface VerifySpec {
  /** The public URL, when it is not the one the platform reports. */
  readonly url?: string | null | undefined
  /** Pages that must answer. */
  readonly checks?: ReadonlyArray<UrlCheck> | undefined
  /** How long all of it may take, in seconds. Default: 300. */
  readonly deadlineSeconds?: number | null | undefined
}
