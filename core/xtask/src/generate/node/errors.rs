//! Error classes and the union of all codes.

use crate::generate::{manifest::Manifest, prose};

pub(super) fn module(manifest: &Manifest) -> String {
    let mut out = String::from(
        "'use strict'\n\nconst { MendixDeployError, named } = require('../lib/error.cjs')\n\n",
    );
    let mut list = String::new();
    let mut table = String::new();
    for class in &manifest.classes {
        let name = Manifest::class_name(&class.word);
        out.push_str(&format!("class {name} extends MendixDeployError {{}}\n"));
        list.push_str(&format!("  {name},\n"));
        table.push_str(&format!("  {}: {name},\n", class.word));
    }
    out.push_str(&format!(
        "\nconst byClass = {{\n{table}}}\nnamed(byClass)\n\nmodule.exports = {{\n  byClass,\n{list}}}\n"
    ));
    out
}

pub(super) fn typings(manifest: &Manifest) -> String {
    let mut out = String::from(
        "import type { ErrorClass, ErrorDetail, Effect, Retry } from './error.js'\n\n/** Every error code. Codes are never reused. */\nexport type ErrorCode =\n",
    );
    for error in &manifest.errors {
        out.push_str(&format!("  | '{}'\n", error.code));
    }
    out.push_str(BASE);
    for class in &manifest.classes {
        let codes: Vec<String> = manifest
            .errors
            .iter()
            .filter(|error| error.class == class.word)
            .map(|error| format!("'{}'", error.code))
            .collect();
        out.push('\n');
        out.push_str(&prose::jsdoc(&without_python(&class.doc), ""));
        out.push_str(&format!(
            "export declare class {} extends MendixDeployError {{\n  readonly errorClass: '{}'\n  readonly code: {}\n}}\n",
            Manifest::class_name(&class.word),
            class.word,
            if codes.is_empty() { "never".to_owned() } else { codes.join(" | ") }
        ));
    }
    out
}

/// What the documentation says about Python only.
pub(in crate::generate) fn without_python(doc: &str) -> String {
    match doc.find(" In Python") {
        Some(at) => doc[..at].to_owned(),
        None => doc.to_owned(),
    }
}

const BASE: &str = "
/** Everything that mendix-deploy throws. Branch on the class or on `code`; read `remedy`. */
export declare class MendixDeployError extends Error {
  /** The word of the class. */
  readonly errorClass: ErrorClass
  /** Stable code. */
  readonly code: ErrorCode
  /** The call that failed, such as `environments.start`; empty when no call was involved. */
  readonly call: string
  /** What to do next. */
  readonly remedy: string
  /** Whether trying again can help. */
  readonly retry: Retry
  /** Whether the platform was changed. */
  readonly effect: Effect
  /** Names and ids. */
  readonly context: Readonly<Record<string, string>>
  /** The id sent with the request. */
  readonly requestId?: string | undefined
  /** The platform's own code, as it was spelled. */
  readonly platformCode?: string | undefined
  /** Data for those who branch on it. */
  readonly detail?: ErrorDetail | undefined
  /** The causes below, outermost first, as text. */
  readonly causes: ReadonlyArray<string>
}
";
