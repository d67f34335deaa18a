//! The JSON Schema of the landscape as people write it, so that editors complete and explain.

use mendix_deploy_model::landscapes::LandscapeDocument;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// What may stand in place of the long form, with words for an editor.
const SHORT: [(&str, &str, &str); 9] = [
    (
        "ConstantValue",
        "string",
        "A value, or a secret reference such as vault://secret/mail#password.",
    ),
    (
        "TextValue",
        "string",
        "Text, or a secret reference such as vault://secret/database#password.",
    ),
    (
        "RuntimeValue",
        "string",
        "A value, a list or an object, or a secret reference such as vault://secret/license#key.",
    ),
    ("AlertSpec", "string", "What the alert watches."),
    ("WaveSpec", "string", "The wave's name."),
    (
        "TargetSpec",
        "string",
        "The kind of the target, without further settings.",
    ),
    ("ApprovalPolicy", "integer", "How many people approve."),
    (
        "UrlCheck",
        "string",
        "The path of a page that must answer with 200.",
    ),
    ("ScheduledEvents", "string", "all or none."),
];

/// The schema, draft 2020-12.
///
/// A document built in code is always in the long form; this schema also takes the short forms of YAML, where
/// `document` may be left out too.
#[must_use]
pub fn json_schema() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator();
    let mut schema = generator
        .into_root_schema_for::<LandscapeDocument>()
        .to_value();
    schema["title"] = json!("mendix-deploy landscape");
    schema["required"] = json!(["version", "apps"]);
    schema["properties"]["document"] =
        json!({"const": "landscape", "description": "What this document is."});
    schema["properties"]["version"]["const"] = json!(1);
    for (name, kind, words) in SHORT {
        let Some(long) = schema["$defs"].get(name).cloned() else {
            continue;
        };
        let mut short = json!({"type": kind, "description": words});
        match name {
            // YAML without quotes: a number or a boolean is taken as it stands.
            "ConstantValue" | "TextValue" => {
                short["type"] = json!(["string", "number", "boolean"]);
            }
            // An object with `kind` is the long form.
            "RuntimeValue" => {
                short["type"] = json!(["string", "number", "boolean", "array", "object"]);
                short["not"] = json!({"type": "object", "required": ["kind"]});
            }
            "AlertSpec" => {
                short = json!({"$ref": "#/$defs/AlertSubject", "description": words});
            }
            "TargetSpec" => {
                short["enum"] = json!([
                    "mendixCloud",
                    "operator",
                    "kubernetes",
                    "cloudFoundry",
                    "docker",
                    "linux",
                    "windows"
                ]);
            }
            "ApprovalPolicy" => short["minimum"] = json!(0),
            "UrlCheck" => short["pattern"] = json!("^/"),
            "ScheduledEvents" => short["pattern"] = json!("^([aA][lL][lL]|[nN][oO][nN][eE])$"),
            _ => {}
        }
        let mut forms = vec![short];
        if name == "ScheduledEvents" {
            forms.push(json!({"type": "array", "minItems": 1, "items": {"type": "string"}, "description": "These and no others."}));
        }
        forms.push(long);
        schema["$defs"][name] = json!({"anyOf": forms});
    }
    nullable(&mut schema);
    plain(&mut schema);
    schema
}

/// Without the marks that are for our own generator.
fn plain(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.retain(|key, _| !key.starts_with("x-"));
            object.values_mut().for_each(plain);
        }
        Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}

/// `key:` with nothing behind it is an empty mapping or list in YAML.
fn nullable(schema: &mut Value) {
    let Some(definitions) = schema["$defs"].as_object_mut() else {
        return;
    };
    for name in ["AppSpec", "EnvironmentSpec", "Defaults"] {
        if let Some(definition) = definitions.get_mut(name)
            && definition["type"] == "object"
        {
            definition["type"] = json!(["object", "null"]);
        }
    }
}
