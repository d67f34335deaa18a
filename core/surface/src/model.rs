//! Expansion of `#[model]`.

use crate::private;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Error, Fields, Ident, Result, Type, parse::Parser,
    punctuated::Punctuated, spanned::Spanned,
};

#[derive(Default)]
struct Arguments {
    options: bool,
    input: bool,
    ordered: bool,
    eq: bool,
}

impl Arguments {
    fn parse(tokens: TokenStream) -> Result<Self> {
        let mut arguments = Self::default();
        let words = Punctuated::<Ident, syn::Token![,]>::parse_terminated.parse2(tokens)?;
        for word in words {
            match word.to_string().as_str() {
                "options" => arguments.options = true,
                "input" => arguments.input = true,
                "ordered" => arguments.ordered = true,
                "eq" => arguments.eq = true,
                _ => {
                    return Err(Error::new(
                        word.span(),
                        "expected `options`, `input`, `ordered` or `eq`",
                    ));
                }
            }
        }
        Ok(arguments)
    }
}

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let arguments = Arguments::parse(arguments)?;
    let mut item: DeriveInput = syn::parse2(item)?;
    if !item.generics.params.is_empty() {
        return Err(Error::new(
            item.generics.span(),
            "a model has no generics: the border carries concrete types only",
        ));
    }
    if let Some(attribute) = item.attrs.iter().find(|a| a.path().is_ident("derive")) {
        return Err(Error::new(
            attribute.span(),
            "`#[model]` derives what a model has; write further traits by hand",
        ));
    }
    match &mut item.data {
        Data::Struct(data) => {
            let Fields::Named(fields) = &mut data.fields else {
                return Err(Error::new(
                    item.ident.span(),
                    "a model struct has named fields; ids are made by `string_id!`",
                ));
            };
            for field in &mut fields.named {
                prepare_field(field, arguments.options)?;
            }
            let order = order_attribute(fields);
            let setters = arguments
                .options
                .then(|| setters(&item.ident, fields))
                .transpose()?;
            let shown = private::structure(&item.ident, fields)?;
            let derives = derives(&arguments, shown.is_some());
            let schema = schema_attribute();
            let options = arguments
                .options
                .then(|| quote!(#[derive(Default)] #[non_exhaustive]));
            let deny = (arguments.options || arguments.input)
                .then(|| quote!(#[serde(deny_unknown_fields)]));
            Ok(quote! {
                #derives
                #[derive(::serde::Serialize, ::serde::Deserialize)]
                #schema
                #order
                #options
                #[serde(rename_all = "camelCase")]
                #deny
                #item
                #setters
                #shown
            })
        }
        Data::Enum(data) if data.variants.iter().all(|v| v.fields.is_empty()) => {
            let words = words(&item.ident, data);
            let ordered = arguments
                .ordered
                .then(|| quote!(#[derive(PartialOrd, Ord)]));
            let schema = schema_attribute();
            let order = arguments.ordered.then(|| {
                quote!(#[cfg_attr(feature = "json-schema", schemars(extend("x-ordered" = true)))])
            });
            Ok(quote! {
                #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]
                #ordered
                #schema
                #order
                #[serde(rename_all = "camelCase")]
                #item
                #words
            })
        }
        Data::Enum(data) => {
            for variant in &mut data.variants {
                let class = class_name(variant)?;
                variant.attrs.push(syn::parse_quote!(
                    #[cfg_attr(feature = "json-schema", schemars(extend("x-variant" = #class)))]
                ));
                match &mut variant.fields {
                    Fields::Unnamed(fields) => {
                        return Err(Error::new(
                            fields.span(),
                            "a union's variants have named fields: the border has no tuples",
                        ));
                    }
                    Fields::Named(fields) => {
                        for field in &mut fields.named {
                            prepare_field(field, false)?;
                        }
                        variant.attrs.push(order_attribute(fields));
                    }
                    Fields::Unit => {}
                }
            }
            let shown = private::union(&item.ident, data)?;
            let derives = derives(&arguments, shown.is_some());
            let schema = schema_attribute();
            let deny = arguments
                .input
                .then(|| quote!(#[serde(deny_unknown_fields)]));
            Ok(quote! {
                #derives
                #[derive(::serde::Serialize, ::serde::Deserialize)]
                #schema
                #[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
                #deny
                #item
                #shown
            })
        }
        Data::Union(_) => Err(Error::new(
            item.ident.span(),
            "a model is a struct or an enum",
        )),
    }
}

/// What every model has. `shown`: it has a `Debug` of its own, because some of its fields are private.
fn derives(arguments: &Arguments, shown: bool) -> TokenStream {
    let debug = (!shown).then(|| quote!(#[derive(Debug)]));
    let eq = arguments.eq.then(|| quote!(#[derive(Eq)]));
    let ordered = arguments
        .ordered
        .then(|| quote!(#[derive(PartialOrd, Ord)]));
    quote!(#debug #[derive(Clone, PartialEq)] #eq #ordered)
}

/// The module path travels in the schema, so that the generator knows the namespace of a type.
fn schema_attribute() -> TokenStream {
    quote! {
        #[cfg_attr(feature = "json-schema", derive(::schemars::JsonSchema))]
        #[cfg_attr(feature = "json-schema", schemars(extend("x-module" = module_path!())))]
    }
}

/// The class of a variant in Python, its interface in TypeScript: its own name, or the one in `#[class(Name)]`.
fn class_name(variant: &mut syn::Variant) -> Result<String> {
    let mut name = variant.ident.to_string();
    for attribute in &variant.attrs {
        if attribute.path().is_ident("class") {
            name = attribute.parse_args::<Ident>()?.to_string();
        }
    }
    variant.attrs.retain(|a| !a.path().is_ident("class"));
    Ok(name)
}

/// The fields in the order written: schemas sort their properties, the generated types and pages do not.
fn order_attribute(fields: &syn::FieldsNamed) -> Attribute {
    let names = fields.named.iter().filter_map(|field| {
        let name = field.ident.as_ref()?;
        Some(renamed(&field.attrs).unwrap_or_else(|| camel_field(&name.to_string())))
    });
    syn::parse_quote!(#[cfg_attr(feature = "json-schema", schemars(extend("x-order" = [#(#names),*])))])
}

fn camel_field(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut characters = word.chars();
        camel.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(characters.as_str());
    }
    camel
}

fn prepare_field(field: &mut syn::Field, options: bool) -> Result<()> {
    if let Some(attribute) =
        serde_attributes(&field.attrs).find(|a| quote!(#a).to_string().contains("flatten"))
    {
        return Err(Error::new(
            attribute.span(),
            "the border cannot carry flattened fields",
        ));
    }
    let outer = outer_name(&field.ty);
    let defaulted: Attribute = match outer.as_deref() {
        Some("Option") => {
            syn::parse_quote!(#[serde(default, skip_serializing_if = "Option::is_none")])
        }
        Some("Vec" | "BTreeMap") => syn::parse_quote!(#[serde(default)]),
        _ if options => syn::parse_quote!(#[serde(default)]),
        _ => return Ok(()),
    };
    let own = serde_attributes(&field.attrs).any(|a| quote!(#a).to_string().contains("default"));
    if !own {
        field.attrs.push(defaulted);
    }
    Ok(())
}

fn serde_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|a| a.path().is_ident("serde"))
}

fn outer_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

fn inner_of_option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    if last.ident != "Option" {
        return None;
    }
    let syn::PathArguments::AngleBracketed(inner) = &last.arguments else {
        return None;
    };
    match inner.args.first()? {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// One chained setter per field of an options struct: `StartOptions::default().auto_sync_db(true)`.
fn setters(ident: &Ident, fields: &syn::FieldsNamed) -> Result<TokenStream> {
    let mut setters = Vec::new();
    for field in &fields.named {
        let Some(name) = &field.ident else { continue };
        let documentation = field.attrs.iter().filter(|a| a.path().is_ident("doc"));
        let (ty, value) = match inner_of_option(&field.ty) {
            Some(inner) => (inner, quote!(Some(value.into()))),
            None => (&field.ty, quote!(value.into())),
        };
        setters.push(quote! {
            #(#documentation)*
            #[must_use]
            pub fn #name(mut self, value: impl Into<#ty>) -> Self {
                self.#name = #value;
                self
            }
        });
    }
    Ok(quote!(impl #ident { #(#setters)* }))
}

/// `ALL`, `as_str` and `Display` of a closed set of words.
fn words(ident: &Ident, data: &DataEnum) -> TokenStream {
    let variants: Vec<_> = data.variants.iter().map(|v| &v.ident).collect();
    let texts: Vec<_> = data
        .variants
        .iter()
        .map(|v| renamed(&v.attrs).unwrap_or_else(|| camel(&v.ident)))
        .collect();
    let all = format_ident!("ALL");
    quote! {
        impl #ident {
            /// Every value, in the order of the documentation.
            pub const #all: &'static [Self] = &[#(Self::#variants),*];

            /// The word used in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#variants => #texts),* }
            }
        }
        impl ::std::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn renamed(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in serde_attributes(attributes) {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            }
            Ok(())
        });
    }
    name
}

fn camel(ident: &Ident) -> String {
    let name = ident.to_string();
    let mut characters = name.chars();
    characters
        .next()
        .map(|first| first.to_ascii_lowercase().to_string() + characters.as_str())
        .unwrap_or_default()
}
