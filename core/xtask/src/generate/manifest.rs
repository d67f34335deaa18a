//! The manifest, read into what the writers need.

use std::collections::BTreeMap;

use serde_json::Value;

/// The public surface.
pub(crate) struct Manifest {
    /// The whole, as it is committed.
    pub(crate) pretty: String,
    /// Version of the core.
    pub(crate) version: String,
    /// Types by name; names are unique over all namespaces.
    pub(crate) types: BTreeMap<String, TypeDef>,
    /// Error classes in the order of the documentation.
    pub(crate) classes: Vec<ErrorClass>,
    /// Error codes in the order of the index.
    pub(crate) errors: Vec<ErrorCode>,
    /// Documents: name of the type, word of the field `document`, newest version.
    pub(crate) documents: Vec<Document>,
    /// Groups of calls.
    pub(crate) groups: Vec<Group>,
}

pub(crate) struct TypeDef {
    pub(crate) name: String,
    pub(crate) namespace: String,
    /// The module path in Rust.
    pub(crate) module: String,
    pub(crate) doc: String,
    pub(crate) form: Form,
}

pub(crate) enum Form {
    Struct(Struct),
    Union(Vec<Variant>),
    Words(Words),
    /// An id or another text with a type.
    Text,
}

pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    /// Written by users: unknown fields are refused, defaulted ones may be left out.
    pub(crate) input: bool,
}

pub(crate) struct Variant {
    /// The word in JSON.
    pub(crate) kind: String,
    /// The name of the variant in Rust, of the class or interface elsewhere.
    pub(crate) class: String,
    pub(crate) doc: String,
    pub(crate) body: Struct,
}

pub(crate) struct Words {
    pub(crate) words: Vec<(String, String)>,
    pub(crate) open: bool,
    pub(crate) ordered: bool,
}

pub(crate) struct Field {
    /// The name in JSON.
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) default: Option<Value>,
    /// Its value may be a credential.
    pub(crate) private: bool,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Type {
    Named(String),
    Text,
    Instant,
    Day,
    /// A whole number; the flag says that it may exceed 2^53 in Rust.
    Integer(bool),
    Number,
    Boolean,
    List(Box<Type>),
    Map(Box<Type>),
    Optional(Box<Type>),
    Json,
    Nothing,
}

pub(crate) struct ErrorClass {
    /// The word, `notFound`.
    pub(crate) word: String,
    pub(crate) doc: String,
}

pub(crate) struct ErrorCode {
    pub(crate) code: String,
    pub(crate) class: String,
    pub(crate) cause: String,
    pub(crate) retry: String,
    pub(crate) effect: String,
    pub(crate) remedy: String,
}

pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) version: u64,
}

pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) method: String,
    pub(crate) doc: String,
    pub(crate) shape: String,
    pub(crate) arguments: Vec<Argument>,
    /// Name of the options struct.
    pub(crate) options: Option<String>,
    pub(crate) output: Type,
}

pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) ty: ArgumentType,
}

pub(crate) enum ArgumentType {
    Handle(String),
    Data(Type),
}

impl Manifest {
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let value: Value =
            serde_json::from_str(text).map_err(|e| format!("the manifest is not JSON: {e}"))?;
        let mut types = BTreeMap::new();
        for (name, schema) in object(&value, "types")? {
            types.insert(
                name.clone(),
                type_def(name, schema).map_err(|e| format!("{name}: {e}"))?,
            );
        }
        one_name_each(&types)?;
        let classes = words(&value["errorClasses"])
            .ok_or("errorClasses is not an enum")?
            .words
            .into_iter()
            .map(|(word, doc)| ErrorClass { word, doc })
            .collect();
        let errors = array(&value, "errors")?
            .iter()
            .map(|row| {
                Ok(ErrorCode {
                    code: text_of(row, "code")?,
                    class: text_of(row, "class")?,
                    cause: text_of(row, "cause")?,
                    retry: text_of(row, "retry")?,
                    effect: text_of(row, "effect")?,
                    remedy: text_of(row, "remedy")?,
                })
            })
            .collect::<Result<_, String>>()?;
        let documents = array(&value, "documents")?
            .iter()
            .map(|row| {
                let Type::Named(name) = ty(&row["type"])? else {
                    return Err("a document is a type".to_owned());
                };
                Ok(Document {
                    name,
                    kind: text_of(row, "kind")?,
                    version: row["version"].as_u64().ok_or("a version is a number")?,
                })
            })
            .collect::<Result<_, String>>()?;
        let groups = array(&value, "groups")?
            .iter()
            .map(group)
            .collect::<Result<_, String>>()?;
        Ok(Self {
            pretty: format!("{value:#}\n"),
            version: text_of(&value, "writtenBy")?
                .rsplit(' ')
                .next()
                .unwrap_or_default()
                .to_owned(),
            types,
            classes,
            errors,
            documents,
            groups,
        })
    }

    /// The namespaces, each with its types in alphabetical order.
    pub(crate) fn namespaces(&self) -> BTreeMap<&str, Vec<&TypeDef>> {
        let mut namespaces: BTreeMap<&str, Vec<&TypeDef>> = BTreeMap::new();
        for def in self.types.values() {
            namespaces.entry(&def.namespace).or_default().push(def);
        }
        namespaces
    }

    /// The class of the host language: `notFound` becomes `NotFoundError`.
    pub(crate) fn class_name(word: &str) -> String {
        format!("{}Error", super::pascal(word))
    }
}

/// Every type has a name of its own over all namespaces. Schemas number the second type of a name (`AppFacts2`); in Python
/// and Node one of the two would take the other's place.
fn one_name_each(types: &BTreeMap<String, TypeDef>) -> Result<(), String> {
    for (name, def) in types {
        let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(first) = types.get(base).filter(|_| base != name) {
            return Err(format!(
                "two types are called {base}, in {} and in {}: rename one",
                first.module, def.module
            ));
        }
    }
    Ok(())
}

fn group(value: &Value) -> Result<Group, String> {
    let name = text_of(value, "name")?;
    let rows = array(value, "rows")?
        .iter()
        .map(|row| row_of(row).map_err(|e| format!("{name}: {e}")))
        .collect::<Result<_, _>>()?;
    Ok(Group {
        doc: text_of(value, "doc")?,
        name,
        rows,
    })
}

fn row_of(row: &Value) -> Result<Row, String> {
    let method = text_of(row, "method")?;
    let mut options = None;
    let mut arguments = Vec::new();
    for argument in array(row, "arguments")? {
        let name = text_of(argument, "name")?;
        match text_of(argument, "kind")?.as_str() {
            "handle" => arguments.push(Argument {
                name,
                ty: ArgumentType::Handle(text_of(argument, "handle")?),
            }),
            "options" => match ty(&argument["type"])? {
                Type::Named(name) => options = Some(name),
                _ => return Err(format!("{method}: options are a struct")),
            },
            "slice" => arguments.push(Argument {
                name,
                ty: ArgumentType::Data(Type::List(Box::new(ty(&argument["type"])?))),
            }),
            _ => arguments.push(Argument {
                name,
                ty: ArgumentType::Data(ty(&argument["type"])?),
            }),
        }
    }
    Ok(Row {
        doc: text_of(row, "doc")?,
        shape: text_of(row, "shape")?,
        arguments,
        options,
        output: ty(&row["output"]).map_err(|e| format!("{method}: {e}"))?,
        method,
    })
}

fn type_def(name: &str, schema: &Value) -> Result<TypeDef, String> {
    let module = text_of(schema, "x-module")?;
    let namespace = module
        .split("::")
        .nth(1)
        .ok_or("a type lives in a module below its crate")?
        .to_owned();
    let form = if let Some(words) = words(schema) {
        Form::Words(words)
    } else if let Some(variants) = schema["oneOf"].as_array() {
        Form::Union(
            variants
                .iter()
                .map(|variant| {
                    let kind = variant["properties"]["kind"]["const"].as_str().ok_or(
                        "a variant of a union is a struct with `kind`; tuple variants do not cross the border",
                    )?;
                    Ok(Variant {
                        kind: kind.to_owned(),
                        class: text_of(variant, "x-variant")?,
                        doc: doc(variant),
                        body: body(variant).map_err(|e| format!("{kind}: {e}"))?,
                    })
                })
                .collect::<Result<_, String>>()?,
        )
    } else if schema["type"] == "string" {
        Form::Text
    } else if schema["type"] == "object" {
        Form::Struct(body(schema)?)
    } else {
        return Err("neither struct, union, enum nor text".to_owned());
    };
    Ok(TypeDef {
        name: name.to_owned(),
        namespace,
        module,
        doc: doc(schema),
        form,
    })
}

fn words(schema: &Value) -> Option<Words> {
    let ordered = schema["x-ordered"] == true;
    let plain = |values: &Value| {
        let words = values
            .as_array()?
            .iter()
            .map(|word| Some((word.as_str()?.to_owned(), String::new())))
            .collect::<Option<_>>()?;
        Some(words)
    };
    if schema.get("x-known-values").is_some() {
        return Some(Words {
            words: plain(&schema["x-known-values"])?,
            open: true,
            ordered,
        });
    }
    if schema.get("enum").is_some() {
        return Some(Words {
            words: plain(&schema["enum"])?,
            open: false,
            ordered,
        });
    }
    let words = schema["oneOf"]
        .as_array()?
        .iter()
        .map(|variant| Some((variant["const"].as_str()?.to_owned(), doc(variant))))
        .collect::<Option<_>>()?;
    Some(Words {
        words,
        open: false,
        ordered,
    })
}

fn body(schema: &Value) -> Result<Struct, String> {
    let empty = Vec::new();
    let required: Vec<&str> = schema["required"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let order: Vec<&str> = schema["x-order"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let properties = schema["properties"].as_object();
    let count = properties.map_or(0, |p| p.keys().filter(|k| *k != "kind").count());
    if count != order.len() {
        return Err(
            "the order of the fields does not name every field; is a field flattened or renamed?"
                .to_owned(),
        );
    }
    let fields = order
        .iter()
        .map(|name| {
            let schema = properties
                .and_then(|p| p.get(*name))
                .ok_or_else(|| format!("{name}: in the order and not in the schema"))?;
            Ok(Field {
                name: (*name).to_owned(),
                doc: doc(schema),
                ty: ty(schema).map_err(|e| format!("{name}: {e}"))?,
                required: required.contains(name),
                default: schema.get("default").cloned(),
                private: schema["x-private"] == true,
            })
        })
        .collect::<Result<_, String>>()?;
    Ok(Struct {
        fields,
        input: schema["additionalProperties"] == false,
    })
}

fn ty(schema: &Value) -> Result<Type, String> {
    if schema == &Value::Bool(true) {
        return Ok(Type::Json);
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return Ok(Type::Named(name.to_owned()));
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return match choices.as_slice() {
            [inner, null] if null["type"] == "null" => Ok(Type::Optional(Box::new(ty(inner)?))),
            _ => Err("a choice of types is written as a union".to_owned()),
        };
    }
    if let Some(names) = schema["type"].as_array() {
        let mut inner = schema.clone();
        match names.as_slice() {
            [name, null] if null == "null" => inner["type"] = name.clone(),
            _ => return Err(format!("several types at once: {names:?}")),
        }
        return Ok(Type::Optional(Box::new(ty(&inner)?)));
    }
    match schema["type"].as_str() {
        Some("string") if schema["format"] == "date-time" => Ok(Type::Instant),
        Some("string") if schema["format"] == "date" => Ok(Type::Day),
        Some("string") => Ok(Type::Text),
        Some("integer") if matches!(schema["format"].as_str(), Some("uint128" | "int128")) => {
            Err("numbers above 64 bits do not cross the border".to_owned())
        }
        Some("integer") => Ok(Type::Integer(matches!(
            schema["format"].as_str(),
            Some("uint64" | "int64" | "uint" | "int")
        ))),
        Some("number") => Ok(Type::Number),
        Some("boolean") => Ok(Type::Boolean),
        Some("null") => Ok(Type::Nothing),
        Some("array") if schema.get("prefixItems").is_some() => {
            Err("tuples do not cross the border".to_owned())
        }
        Some("array") => Ok(Type::List(Box::new(ty(&schema["items"])?))),
        Some("object") if schema["additionalProperties"].is_object() => {
            Ok(Type::Map(Box::new(ty(&schema["additionalProperties"])?)))
        }
        Some("object") if schema["additionalProperties"] == true => {
            Ok(Type::Map(Box::new(Type::Json)))
        }
        Some(other) => Err(format!("a nameless {other} does not cross the border")),
        None => Ok(Type::Json),
    }
}

fn doc(schema: &Value) -> String {
    schema["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn object<'a>(value: &'a Value, key: &str) -> Result<&'a serde_json::Map<String, Value>, String> {
    value[key]
        .as_object()
        .ok_or_else(|| format!("`{key}` is missing"))
}

fn array<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>, String> {
    value[key]
        .as_array()
        .ok_or_else(|| format!("`{key}` is missing"))
}

fn text_of(value: &Value, key: &str) -> Result<String, String> {
    value[key]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("`{key}` is missing"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(names: &[(&str, &str)]) -> Result<(), String> {
        let types = names.iter().map(|(name, module)| {
            let schema =
                serde_json::json!({"type": "string", "x-module": module, "description": ""});
            ((*name).to_owned(), type_def(name, &schema).unwrap())
        });
        one_name_each(&types.collect())
    }

    #[test]
    fn two_types_of_one_name_are_refused_with_both_places() {
        let error = read(&[
            ("AppFacts", "model::plans"),
            ("AppFacts2", "model::policies"),
        ]);
        let error = error.unwrap_err();
        assert!(
            error.contains("model::plans") && error.contains("model::policies"),
            "{error}"
        );
        // A name may end in a number.
        assert_eq!(
            read(&[("Sha256", "model::packages"), ("App", "model::cloud")]),
            Ok(())
        );
    }
}
