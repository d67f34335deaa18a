//! Rust value → Python object. The serde name of a struct or enum picks the generated class.

use pyo3::{
    prelude::*,
    sync::PyOnceLock,
    types::{PyDict, PyString, PyTuple},
};
use serde::ser::{self, Serialize};

use super::{MAX_SAFE_INTEGER, error::CodecError, names::snake};

type Result<T> = std::result::Result<T, CodecError>;

/// The serde names of the model's instant and day: they become a `datetime` and a `date`.
const INSTANT: &str = "Timestamp";
const DAY: &str = "Day";

/// The class of a struct or enum; for a union a dict of classes by kind. Loaded when the first value is made.
fn class<'py>(py: Python<'py>, name: &'static str) -> PyResult<Bound<'py, PyAny>> {
    static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    static RESOLVE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let classes = CLASSES
        .get_or_init(py, || PyDict::new(py).unbind())
        .bind(py);
    let key = PyString::intern(py, name);
    if let Some(class) = classes.get_item(&key)? {
        return Ok(class);
    }
    let resolve = RESOLVE.get_or_try_init(py, || {
        PyModule::import(py, "mendix_deploy._generated.registry")?
            .getattr("resolve")
            .map(Bound::unbind)
    })?;
    let class = resolve.bind(py).call1((&key,))?;
    classes.set_item(key, &class)?;
    Ok(class)
}

/// A function of the module `datetime`, looked up once.
fn parsed<'py>(
    text: &Bound<'py, PyAny>,
    class: &str,
    parse: &PyOnceLock<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = text.py();
    let parse = parse.get_or_try_init(py, || {
        PyModule::import(py, "datetime")?
            .getattr(class)?
            .getattr("fromisoformat")
            .map(Bound::unbind)
    })?;
    parse.bind(py).call1((text,))
}

fn instant<'py>(text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    static PARSE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    parsed(text, "datetime", &PARSE)
}

fn day<'py>(text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    static PARSE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    parsed(text, "date", &PARSE)
}

#[derive(Clone, Copy)]
pub(super) struct Encoder<'py> {
    py: Python<'py>,
}

impl<'py> Encoder<'py> {
    pub(super) fn new(py: Python<'py>) -> Self {
        Self { py }
    }

    fn object<T: IntoPyObject<'py>>(self, value: T) -> Result<Bound<'py, PyAny>>
    where
        T::Error: Into<PyErr>,
    {
        let bound = value
            .into_pyobject(self.py)
            .map_err(|error| CodecError::Python(error.into()))?;
        Ok(pyo3::BoundObject::into_bound(pyo3::BoundObject::into_any(
            bound,
        )))
    }
}

fn too_large(value: impl std::fmt::Display) -> CodecError {
    CodecError::Message(format!(
        "{value} is beyond 2^53 - 1 and cannot be carried exactly"
    ))
}

macro_rules! plainly {
    ($($method:ident: $ty:ty),* $(,)?) => {
        $(fn $method(self, value: $ty) -> Result<Self::Ok> {
            self.object(value)
        })*
    };
}

impl<'py> ser::Serializer for Encoder<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = CodecError;
    type SerializeSeq = Items<'py>;
    type SerializeTuple = Items<'py>;
    type SerializeTupleStruct = Items<'py>;
    type SerializeTupleVariant = ser::Impossible<Self::Ok, CodecError>;
    type SerializeMap = Entries<'py>;
    type SerializeStruct = Fields<'py>;
    type SerializeStructVariant = ser::Impossible<Self::Ok, CodecError>;

    plainly!(
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str,
        serialize_bytes: &[u8],
    );

    fn serialize_u64(self, value: u64) -> Result<Self::Ok> {
        if value > MAX_SAFE_INTEGER {
            return Err(too_large(value));
        }
        self.object(value)
    }

    fn serialize_i64(self, value: i64) -> Result<Self::Ok> {
        if value.unsigned_abs() > MAX_SAFE_INTEGER {
            return Err(too_large(value));
        }
        self.object(value)
    }

    fn serialize_none(self) -> Result<Self::Ok> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Self::Ok> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Self::Ok> {
        Ok(class(self.py, name)?.call1((variant,))?)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Self::Ok> {
        let inner = value.serialize(self)?;
        Ok(match name {
            INSTANT => instant(&inner)?,
            DAY => day(&inner)?,
            name => class(self.py, name)?.call1((inner,))?,
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<Self::Ok> {
        Err(ser::Error::custom(format!(
            "{name}.{variant}: unions are tagged by kind"
        )))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items<'py>> {
        Ok(Items {
            py: self.py,
            items: Vec::with_capacity(length.unwrap_or(0)),
        })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'py>> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items<'py>> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        Err(ser::Error::custom(format!(
            "{name}.{variant}: the border has no tuples"
        )))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'py>> {
        Ok(Entries {
            dict: PyDict::new(self.py),
            key: None,
        })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'py>> {
        Ok(Fields {
            name,
            kind: None,
            values: PyDict::new(self.py),
        })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        Err(ser::Error::custom(format!(
            "{name}.{variant}: unions are tagged by kind"
        )))
    }
}

/// A list: a tuple in Python, because models are frozen.
pub(super) struct Items<'py> {
    py: Python<'py>,
    items: Vec<Bound<'py, PyAny>>,
}

impl Items<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.items.push(value.serialize(Encoder { py: self.py })?);
        Ok(())
    }
}

impl<'py> ser::SerializeSeq for Items<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = CodecError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.push(value)
    }

    fn end(self) -> Result<Self::Ok> {
        Ok(PyTuple::new(self.py, self.items)?.into_any())
    }
}

impl<'py> ser::SerializeTuple for Items<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = CodecError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.push(value)
    }

    fn end(self) -> Result<Self::Ok> {
        ser::SerializeSeq::end(self)
    }
}

impl<'py> ser::SerializeTupleStruct for Items<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = CodecError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.push(value)
    }

    fn end(self) -> Result<Self::Ok> {
        ser::SerializeSeq::end(self)
    }
}

/// A map: a plain dict, its keys are data.
pub(super) struct Entries<'py> {
    dict: Bound<'py, PyDict>,
    key: Option<Bound<'py, PyAny>>,
}

impl<'py> ser::SerializeMap for Entries<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = CodecError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = Some(key.serialize(Encoder { py: self.dict.py() })?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let key = self
            .key
            .take()
            .ok_or_else(|| CodecError::Message("a value came before its key".to_owned()))?;
        let value = value.serialize(Encoder { py: self.dict.py() })?;
        Ok(self.dict.set_item(key, value)?)
    }

    fn end(self) -> Result<Self::Ok> {
        Ok(self.dict.into_any())
    }
}

/// A struct, or a variant of a union: then its first field is the kind.
pub(super) struct Fields<'py> {
    name: &'static str,
    kind: Option<Bound<'py, PyAny>>,
    values: Bound<'py, PyDict>,
}

impl<'py> ser::SerializeStruct for Fields<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = CodecError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<()> {
        let py = self.values.py();
        let value = value.serialize(Encoder { py })?;
        if key == "kind" {
            self.kind = Some(value);
            return Ok(());
        }
        Ok(self
            .values
            .set_item(PyString::intern(py, &snake(key)), value)?)
    }

    fn end(self) -> Result<Self::Ok> {
        let class = class(self.values.py(), self.name)?;
        let class = match self.kind {
            Some(kind) => class.get_item(kind)?,
            None => class,
        };
        Ok(class.call((), Some(&self.values))?)
    }
}
