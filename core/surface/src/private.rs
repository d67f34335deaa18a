//! `#[private]`: fields whose values may be credentials, and the `Debug` that does not print them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Error, Field, Fields, FieldsNamed, Ident, Result, spanned::Spanned};

/// The `Debug` of a struct with private fields; `None` when the derived one serves.
pub(crate) fn structure(name: &Ident, fields: &mut FieldsNamed) -> Result<Option<TokenStream>> {
    let private = marked(fields)?;
    if !private.contains(&true) {
        return Ok(None);
    }
    let (pattern, shown) = (pattern(fields, &private), shown(fields, &private));
    let text = name.to_string();
    let body = quote! {
        let Self { #pattern } = self;
        f.debug_struct(#text)#shown.finish()
    };
    Ok(Some(implemented(name, &body)))
}

/// The `Debug` of a union whose variants have private fields; `None` when the derived one serves.
pub(crate) fn union(name: &Ident, data: &mut DataEnum) -> Result<Option<TokenStream>> {
    let mut any = false;
    let mut arms = Vec::new();
    for variant in &mut data.variants {
        let ident = &variant.ident;
        let text = ident.to_string();
        arms.push(match &mut variant.fields {
            Fields::Named(fields) => {
                let private = marked(fields)?;
                any |= private.contains(&true);
                let (pattern, shown) = (pattern(fields, &private), shown(fields, &private));
                quote!(Self::#ident { #pattern } => f.debug_struct(#text)#shown.finish())
            }
            _ => quote!(Self::#ident => f.write_str(#text)),
        });
    }
    Ok(any.then(|| implemented(name, &quote!(match self { #(#arms),* }))))
}

/// Takes the marks off, puts them into the schema, and tells which fields had one.
fn marked(fields: &mut FieldsNamed) -> Result<Vec<bool>> {
    fields.named.iter_mut().map(mark).collect()
}

fn mark(field: &mut Field) -> Result<bool> {
    let mut private = false;
    for attribute in &field.attrs {
        if attribute.path().is_ident("private") {
            if private || attribute.meta.require_path_only().is_err() {
                return Err(Error::new(
                    attribute.span(),
                    "`#[private]` stands once and alone",
                ));
            }
            private = true;
        }
    }
    if private {
        field.attrs.retain(|a| !a.path().is_ident("private"));
        field.attrs.push(syn::parse_quote!(
            #[cfg_attr(feature = "json-schema", schemars(extend("x-private" = true)))]
        ));
    }
    Ok(private)
}

fn pattern(fields: &FieldsNamed, private: &[bool]) -> TokenStream {
    let fields = fields.named.iter().zip(private).map(|(field, private)| {
        let ident = &field.ident;
        if *private {
            quote!(#ident: _,)
        } else {
            quote!(#ident,)
        }
    });
    quote!(#(#fields)*)
}

fn shown(fields: &FieldsNamed, private: &[bool]) -> TokenStream {
    let fields = fields.named.iter().zip(private).map(|(field, private)| {
        let ident = &field.ident;
        let text = ident.as_ref().map(Ident::to_string);
        if *private {
            quote!(.field(#text, &Private))
        } else {
            quote!(.field(#text, #ident))
        }
    });
    quote!(#(#fields)*)
}

fn implemented(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        const _: () = {
            struct Private;
            impl ::std::fmt::Debug for Private {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str("***")
                }
            }
            impl ::std::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    #body
                }
            }
        };
    }
}
