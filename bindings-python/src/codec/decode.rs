//! Python object → Rust value: dataclasses, enums, dicts, sequences, dates, durations, scalars.

use pyo3::{
    prelude::*,
    sync::PyOnceLock,
    types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyString},
};
use serde::{
    de::{self, DeserializeSeed, IntoDeserializer, Visitor, value::StringDeserializer},
    forward_to_deserialize_any,
};

use super::{MAX_SAFE_INTEGER, error::CodecError, names::camel};

type Result<T> = std::result::Result<T, CodecError>;

/// Fields by their name in JSON.
type Fields<'py> = Vec<(String, Bound<'py, PyAny>)>;

/// What a `timedelta` counts, told by the name of the field.
#[derive(Clone, Copy)]
enum Unit {
    Seconds,
    Millis,
}

pub(super) struct Decoder<'a, 'py> {
    object: &'a Bound<'py, PyAny>,
    unit: Option<Unit>,
}

impl<'a, 'py> Decoder<'a, 'py> {
    pub(super) fn new(object: &'a Bound<'py, PyAny>) -> Self {
        Self { object, unit: None }
    }

    fn of_field(object: &'a Bound<'py, PyAny>, field: &str) -> Self {
        let unit = if field.ends_with("Seconds") {
            Some(Unit::Seconds)
        } else if field.ends_with("Milliseconds") {
            Some(Unit::Millis)
        } else {
            None
        };
        Self { object, unit }
    }

    /// The fields of a dataclass, with the kind of a union's variant; `None` when it is none.
    fn dataclass(&self) -> Result<Option<Fields<'py>>> {
        let class = self.object.get_type();
        let Some(fields) = class.getattr_opt(pyo3::intern!(class.py(), "__dataclass_fields__"))?
        else {
            return Ok(None);
        };
        let mut pairs = Vec::new();
        for name in fields.try_iter()? {
            let name = name?;
            let name = name.cast::<PyString>().map_err(PyErr::from)?;
            let value = self.object.getattr(name)?;
            if !value.is_none() {
                pairs.push((camel(&name.to_cow()?).into_owned(), value));
            }
        }
        Ok(Some(pairs))
    }

    /// The entries of a dict that stands for a struct: names in the manner of Python or of JSON, `None` is absent.
    fn struct_of_dict(dict: &Bound<'py, PyDict>) -> Result<Fields<'py>> {
        let mut pairs = Vec::new();
        for (key, value) in dict {
            let key = key.cast::<PyString>().map_err(PyErr::from)?;
            if !value.is_none() {
                pairs.push((camel(&key.to_cow()?).into_owned(), value));
            }
        }
        Ok(pairs)
    }

    fn whole<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value> {
        let safe = |error: &str| CodecError::Message(format!("{error} is beyond 2^53 - 1"));
        match self.object.extract::<i64>() {
            Ok(number) if number.unsigned_abs() > MAX_SAFE_INTEGER => {
                Err(safe(&number.to_string()))
            }
            Ok(number) => match u64::try_from(number) {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => visitor.visit_i64(number),
            },
            Err(_) => Err(safe("a whole number")),
        }
    }

    /// A date, a time or a duration; `None` when it is none of them.
    fn time(&self) -> Result<Option<Time>> {
        if let Some(seconds) = self
            .object
            .getattr_opt(pyo3::intern!(self.object.py(), "total_seconds"))?
        {
            let seconds: f64 = seconds.call0()?.extract()?;
            return match self.unit {
                Some(Unit::Seconds) => Ok(Some(Time::Amount(seconds))),
                Some(Unit::Millis) => Ok(Some(Time::Amount((seconds * 1000.0).round()))),
                None => Err(CodecError::Message(
                    "a timedelta is not expected here".to_owned(),
                )),
            };
        }
        let Some(text) = self
            .object
            .getattr_opt(pyo3::intern!(self.object.py(), "isoformat"))?
        else {
            return Ok(None);
        };
        if let Some(zone) = self
            .object
            .getattr_opt(pyo3::intern!(self.object.py(), "tzinfo"))?
            && zone.is_none()
        {
            return Err(CodecError::Message(
                "a datetime needs a time zone, such as datetime.UTC".to_owned(),
            ));
        }
        Ok(Some(Time::Text(text.call0()?.extract()?)))
    }
}

enum Time {
    Text(String),
    Amount(f64),
}

impl<'de> de::Deserializer<'de> for Decoder<'_, '_> {
    type Error = CodecError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let object = self.object;
        if object.is_none() {
            return visitor.visit_unit();
        }
        // Enums are strings with names, so they come through here as their words.
        if let Ok(text) = object.cast::<PyString>() {
            return visitor.visit_str(&text.to_cow()?);
        }
        if object.is_instance_of::<PyBool>() {
            return visitor.visit_bool(object.extract()?);
        }
        if object.is_instance_of::<PyInt>() {
            return self.whole(visitor);
        }
        if object.is_instance_of::<PyFloat>() {
            let number: f64 = object.extract()?;
            if !number.is_finite() {
                return Err(CodecError::Message("expected a finite number".to_owned()));
            }
            return visitor.visit_f64(number);
        }
        if let Ok(bytes) = object.cast::<PyBytes>() {
            return visitor.visit_bytes(bytes.as_bytes());
        }
        if let Ok(dict) = object.cast::<PyDict>() {
            return visitor.visit_map(Pairs::new(entries(dict)?));
        }
        if let Some(fields) = self.dataclass()? {
            return visitor.visit_map(Pairs::new(fields));
        }
        match self.time()? {
            Some(Time::Text(text)) => return visitor.visit_string(text),
            // Exact for every duration that fits a timedelta of whole units.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Some(Time::Amount(amount)) if amount.fract() == 0.0 && amount >= 0.0 => {
                return visitor.visit_u64(amount as u64);
            }
            Some(Time::Amount(amount)) => return visitor.visit_f64(amount),
            None => {}
        }
        if let Some(path) = file_path(object)? {
            return visitor.visit_string(path);
        }
        self.deserialize_seq(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.object.is_none() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if let Ok(dict) = self.object.cast::<PyDict>() {
            return visitor.visit_map(Pairs::new(Self::struct_of_dict(dict)?));
        }
        match self.dataclass()? {
            Some(fields) => visitor.visit_map(Pairs::new(fields)),
            None => Err(CodecError::Message(format!(
                "expected {name}, got {}",
                type_name(self.object)
            ))),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.object.cast::<PyDict>() {
            Ok(dict) => visitor.visit_map(Pairs::new(entries(dict)?)),
            Err(_) => match self.object.call_method0("items") {
                Ok(items) => {
                    let dict = PyDict::new(self.object.py());
                    for item in items.try_iter()? {
                        let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item?.extract()?;
                        dict.set_item(key, value)?;
                    }
                    visitor.visit_map(Pairs::new(entries(&dict)?))
                }
                Err(_) => Err(CodecError::Message(format!(
                    "expected a mapping, got {}",
                    type_name(self.object)
                ))),
            },
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        // A text is iterable too, and a name given where names are expected is a mistake.
        let refused = self.object.is_instance_of::<PyString>()
            || self.object.is_instance_of::<PyBytes>()
            || self.object.is_instance_of::<PyDict>();
        let items = if refused {
            None
        } else {
            self.object.try_iter().ok()
        };
        let Some(items) = items else {
            return Err(CodecError::Message(format!(
                "expected a sequence, got {}",
                type_name(self.object)
            )));
        };
        let items = items.collect::<PyResult<Vec<_>>>()?;
        visitor.visit_seq(Items(items.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self.object.cast::<PyString>() {
            Ok(word) => {
                let word: StringDeserializer<CodecError> =
                    word.to_cow()?.into_owned().into_deserializer();
                visitor.visit_enum(word)
            }
            Err(_) => Err(CodecError::Message(format!(
                "expected {name}, got {}",
                type_name(self.object)
            ))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct identifier ignored_any
    }
}

fn type_name(object: &Bound<'_, PyAny>) -> String {
    object
        .get_type()
        .name()
        .map_or_else(|_| "another type".to_owned(), |name| name.to_string())
}

/// `os.PathLike` where a path is expected.
fn file_path(object: &Bound<'_, PyAny>) -> Result<Option<String>> {
    static PROTOCOL: PyOnceLock<Py<PyString>> = PyOnceLock::new();
    let py = object.py();
    let protocol = PROTOCOL.get_or_init(py, || PyString::new(py, "__fspath__").unbind());
    match object.getattr_opt(protocol.bind(py))? {
        Some(path) => Ok(path.call0()?.extract().ok()),
        None => Ok(None),
    }
}

fn entries<'py>(dict: &Bound<'py, PyDict>) -> Result<Fields<'py>> {
    let mut pairs = Vec::with_capacity(dict.len());
    for (key, value) in dict {
        let Ok(key) = key.cast::<PyString>() else {
            return Err(CodecError::Message(format!(
                "expected a str as key, got {}",
                type_name(&key)
            )));
        };
        pairs.push((key.to_cow()?.into_owned(), value));
    }
    Ok(pairs)
}

struct Pairs<'py> {
    pairs: std::vec::IntoIter<(String, Bound<'py, PyAny>)>,
    value: Option<(String, Bound<'py, PyAny>)>,
}

impl<'py> Pairs<'py> {
    fn new(pairs: Vec<(String, Bound<'py, PyAny>)>) -> Self {
        Self {
            pairs: pairs.into_iter(),
            value: None,
        }
    }
}

impl<'de> de::MapAccess<'de> for Pairs<'_> {
    type Error = CodecError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some((key, value)) = self.pairs.next() else {
            return Ok(None);
        };
        let deserializer: StringDeserializer<CodecError> = key.clone().into_deserializer();
        self.value = Some((key, value));
        seed.deserialize(deserializer).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        let (key, value) = self
            .value
            .take()
            .ok_or_else(|| CodecError::Message("a value came before its key".to_owned()))?;
        seed.deserialize(Decoder::of_field(&value, &key))
    }
}

struct Items<'py>(std::vec::IntoIter<Bound<'py, PyAny>>);

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = CodecError;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.0
            .next()
            .map(|object| seed.deserialize(Decoder::new(&object)))
            .transpose()
    }
}
