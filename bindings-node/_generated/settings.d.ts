// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { TargetKind } from './landscapes.js'

/** A runtime setting. */
export interface RuntimeSetting {
  /** The name; case matters. */
  readonly name: string
  /** What it is about. */
  readonly area: SettingArea
  /** The type of its value. */
  readonly type: SettingType
  /** The unit of a plain number. */
  readonly unit?: SettingUnit | undefined
  /** What the runtime uses when nothing is set, as text; absent when there is none or it depends. */
  readonly defaultValue?: string | undefined
  /** What the default depends on. */
  readonly defaultRule?: string | undefined
  /** The smallest number allowed. A safe integer. */
  readonly minimum?: number | undefined
  /** The largest number allowed. A safe integer. */
  readonly maximum?: number | undefined
  /** The words of an enumeration. */
  readonly values: ReadonlyArray<string>
  /** Words of earlier versions, which are still taken. */
  readonly legacyValues: ReadonlyArray<string>
  /**
   * Versions of Mendix that brought it: the last one is the first minor version that has it, those before it are
   * patches of older minor versions. Empty: not documented.
   */
  readonly since: ReadonlyArray<string>
  /** The first major version without it. */
  readonly until?: string | undefined
  /** Targets whose platform sets it, so that nobody else can. */
  readonly managedOn: ReadonlyArray<TargetKind>
  /** Whether the runtime cannot start without it. */
  readonly required: boolean
  /** Whether the value is a credential. */
  readonly secret: boolean
  /** What it does. */
  readonly description: string
  /** The value that deployment guides recommend for development. */
  readonly recommendedDevelopment?: string | undefined
  /** The value that deployment guides recommend for production. */
  readonly recommendedProduction?: string | undefined
  /** Wrong names for it. */
  readonly aliases: ReadonlyArray<SettingAlias>
  /** Where this knowledge comes from. */
  readonly evidence: SettingEvidence
}

/** A wrong name that guides and habits give to a setting. */
export interface SettingAlias {
  /** The wrong name. */
  readonly name: string
  /** Why it is wrong, one sentence. */
  readonly reason: string
}

/** What a runtime setting is about. */
export type SettingArea = 'general' | 'sessions' | 'database' | 'storage' | 'logging'

/** Where the knowledge of a setting comes from. */
export type SettingEvidence = 'documented' | 'observed' | 'undocumented'

/** What is wrong with a setting or its value. */
export type SettingFault = 'unknownName' | 'undocumentedName' | 'wrongType' | 'outOfRange' | 'unknownWord' | 'legacyWord' | 'tooEarly' | 'tooLate' | 'managed'

/** The answer to a question for a runtime setting. */
export interface SettingLookup {
  /** The name that was asked for. */
  readonly asked: string
  /** The setting of exactly that name. */
  readonly setting?: RuntimeSetting | undefined
  /** The name of the setting that was probably meant. */
  readonly suggestion?: string | undefined
  /** The answer in a sentence. */
  readonly sentence: string
}

/** One thing that is wrong with a setting or its value. */
export interface SettingProblem {
  /** The setting's name as written. */
  readonly name: string
  /** What is wrong. */
  readonly fault: SettingFault
  /** What is wrong, in a sentence. It never repeats the value. */
  readonly message: string
  /** What to do. */
  readonly remedy: string
}

/** The type of a runtime setting's value. Every value may also travel as text. */
export type SettingType = 'boolean' | 'integer' | 'decimal' | 'duration' | 'text' | 'json' | 'enumeration' | 'size'

/** The unit of a plain number. */
export type SettingUnit = 'milliseconds' | 'seconds' | 'minutes' | 'days' | 'bytes'
