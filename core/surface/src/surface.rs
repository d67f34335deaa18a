//! Expansion of `#[surface]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Error, FnArg, GenericArgument, Ident, ImplItem, ImplItemFn, ItemImpl, Pat, PathArguments,
    Result, ReturnType, Type, Visibility, spanned::Spanned,
};

/// Types that cross the border as handles, by their bare name. Data of the same name is written with its namespace:
/// `&Environment` is the handle, `&cloud::Environment` is data.
const HANDLES: [&str; 4] = ["App", "Environment", "Landscape", "Package"];

pub(crate) fn expand(name: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let group: Ident = syn::parse2(name)?;
    let block: ItemImpl = syn::parse2(item)?;
    if !block.generics.params.is_empty() || block.trait_.is_some() {
        return Err(Error::new(
            block.impl_token.span,
            "`#[surface]` stands on a plain `impl` block of a type without generics",
        ));
    }
    let mut rows = Vec::new();
    let mut problems: Option<Error> = None;
    for item in &block.items {
        let ImplItem::Fn(method) = item else { continue };
        if !matches!(method.vis, Visibility::Public(_)) {
            continue;
        }
        match row(method) {
            Ok(row) => rows.push(row),
            Err(error) => match &mut problems {
                Some(all) => all.combine(error),
                None => problems = Some(error),
            },
        }
    }
    if let Some(problems) = problems {
        return Err(problems);
    }
    let macro_name = format_ident!("for_each_{group}");
    let about = block
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"));
    let documentation = format!(
        "Calls the given macro with the rows of the group `{group}`: documentation, shape, name, arguments, output."
    );
    Ok(quote! {
        #block

        #[doc = #documentation]
        #[macro_export]
        macro_rules! #macro_name {
            ($callback:path) => {
                $callback! { @group #(#about)* #group; #(#rows)* }
            };
        }
    })
}

/// One row: `/// doc` `shape name(kind argument: Type, …) -> Output;`.
fn row(method: &ImplItemFn) -> Result<TokenStream> {
    let signature = &method.sig;
    if !signature.generics.params.is_empty() {
        return Err(Error::new(
            signature.generics.span(),
            "a method of the surface has no generics; write it by hand in another `impl` block",
        ));
    }
    match signature.inputs.first() {
        Some(FnArg::Receiver(receiver))
            if receiver.reference.is_some() && receiver.mutability.is_none() => {}
        _ => {
            return Err(Error::new(
                signature.ident.span(),
                "a method of the surface takes `&self`",
            ));
        }
    }
    let documentation = method
        .attrs
        .iter()
        .filter(|a| a.path().is_ident("doc"))
        .collect::<Vec<_>>();
    if documentation.is_empty() {
        return Err(Error::new(
            signature.ident.span(),
            "a method of the surface is documented: the text appears in three languages",
        ));
    }
    let (shape, output) = shape(method)?;
    let count = signature.inputs.len() - 1;
    let arguments = signature
        .inputs
        .iter()
        .skip(1)
        .enumerate()
        .map(|(index, input)| argument(input, index + 1 == count))
        .collect::<Result<Vec<_>>>()?;
    let name = &signature.ident;
    let shape = format_ident!("{shape}");
    Ok(quote!(#(#documentation)* #shape #name(#(#arguments),*) -> #output;))
}

fn shape(method: &ImplItemFn) -> Result<(&'static str, TokenStream)> {
    let span = method.sig.ident.span();
    let ReturnType::Type(_, output) = &method.sig.output else {
        return Err(Error::new(
            span,
            "a method of the surface returns `Result<T>`, `Result<Operation<T>>`, `Result<SecretValue>` or `Pager<T>`",
        ));
    };
    if method.sig.asyncness.is_none() {
        return match inner(output, "Pager") {
            Some(item) => Ok(("pager", quote!(#item))),
            None => Err(Error::new(
                span,
                "a method of the surface is async or returns `Pager<T>`; write getters by hand in another `impl` block",
            )),
        };
    }
    let Some(success) = inner(output, "Result") else {
        return Err(Error::new(
            output.span(),
            "an async method of the surface returns `Result<T>`",
        ));
    };
    if let Some(item) = inner(success, "Operation") {
        return Ok(("operation", quote!(#item)));
    }
    if inner(success, "Pager").is_some() {
        return Err(Error::new(
            success.span(),
            "a pager is returned at once: make the method sync",
        ));
    }
    if last_name(success).as_deref() == Some("SecretValue") {
        return Ok(("secret", quote!(#success)));
    }
    data(success)?;
    Ok(("call", quote!(#success)))
}

fn argument(input: &FnArg, last: bool) -> Result<TokenStream> {
    let FnArg::Typed(input) = input else {
        return Err(Error::new(input.span(), "`self` comes first"));
    };
    let Pat::Ident(name) = &*input.pat else {
        return Err(Error::new(
            input.pat.span(),
            "an argument of the surface has a plain name",
        ));
    };
    let name = &name.ident;
    match &*input.ty {
        Type::Reference(reference) => {
            if reference.mutability.is_some() || reference.lifetime.is_some() {
                return Err(Error::new(
                    reference.span(),
                    "an argument of the surface is `T`, `&T`, `&str` or a handle",
                ));
            }
            let target = &*reference.elem;
            let bare = bare_name(target);
            match (target, bare.as_deref()) {
                (_, Some("str")) => Ok(quote!(text #name: #target)),
                (_, Some(handle)) if HANDLES.contains(&handle) => Ok(quote!(handle #name: #target)),
                (Type::Slice(slice), _) => {
                    data(&slice.elem)?;
                    let element = &slice.elem;
                    Ok(quote!(slice #name: #element))
                }
                _ => {
                    data(target)?;
                    Ok(quote!(reference #name: #target))
                }
            }
        }
        ty => {
            if inner(ty, "Option").is_some() {
                return Err(Error::new(
                    ty.span(),
                    "required arguments are positional; an optional one is a field of the options struct",
                ));
            }
            data(ty)?;
            if name == "options" || last_name(ty).is_some_and(|n| n.ends_with("Options")) {
                return if last {
                    Ok(quote!(options #name: #ty))
                } else {
                    Err(Error::new(ty.span(), "the options struct comes last"))
                };
            }
            Ok(quote!(value #name: #ty))
        }
    }
}

/// Refuses what the codecs cannot carry.
fn data(ty: &Type) -> Result<()> {
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            for segment in &path.path.segments {
                if let PathArguments::AngleBracketed(arguments) = &segment.arguments {
                    for argument in &arguments.args {
                        match argument {
                            GenericArgument::Type(ty) => data(ty)?,
                            other => {
                                return Err(Error::new(
                                    other.span(),
                                    "the border carries owned data only",
                                ));
                            }
                        }
                    }
                }
            }
            Ok(())
        }
        Type::Tuple(tuple) if tuple.elems.is_empty() => Ok(()),
        other => Err(Error::new(
            other.span(),
            "the border carries named types, `Option`, `Vec`, `BTreeMap` and `()`",
        )),
    }
}

fn inner<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    if last.ident != name {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

fn last_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

fn bare_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    Some(path.path.get_ident()?.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // tests
mod tests {
    use super::*;

    fn expanded(block: TokenStream) -> String {
        expand(quote!(things), block).unwrap().to_string()
    }

    fn refused(method: TokenStream) -> String {
        let block = quote! { impl Things { #[doc = " Does it."] #method } };
        expand(quote!(things), block).unwrap_err().to_string()
    }

    #[test]
    fn every_shape_becomes_a_row() {
        let out = expanded(quote! {
            /// Things of an app.
            impl Things {
                /// Starts.
                pub async fn start(&self, environment: &Environment, confirm: &str, options: StartOptions) -> Result<Job> {}
                /// Lists.
                pub fn list(&self, app: &AppId) -> Pager<Thing> {}
                /// Builds.
                pub async fn build(&self, of: cloud::Revision, tags: &[Tag]) -> Result<Operation<Thing>> {}
                /// Gets.
                pub async fn get(&self) -> Result<SecretValue> {}
                fn private(&self) {}
            }
        });
        for row in [
            "call start (handle environment : Environment , text confirm : str , options options : StartOptions) -> Job ;",
            "pager list (reference app : AppId) -> Thing ;",
            "operation build (value of : cloud :: Revision , slice tags : Tag) -> Thing ;",
            "secret get () -> SecretValue ;",
            "@ group # [doc = r\" Things of an app.\"] things ;",
            "macro_rules ! for_each_things",
            "fn private (& self) { }",
        ] {
            assert!(out.contains(row), "{row}\nis not in\n{out}");
        }
        assert!(!out.contains("call private"));
    }

    #[test]
    fn data_with_the_name_of_a_handle_is_written_with_its_namespace() {
        let out = expanded(quote! {
            impl Things {
                /// Reads.
                pub async fn read(&self, environment: &cloud::Environment) -> Result<Vec<cloud::App>> {}
            }
        });
        assert!(
            out.contains("reference environment : cloud :: Environment"),
            "{out}"
        );
    }

    #[test]
    fn what_cannot_cross_is_refused_at_the_method() {
        for (method, words) in [
            (
                quote!(
                    pub fn name(&self) -> String {}
                ),
                "by hand in another",
            ),
            (
                quote!(
                    pub async fn a<T>(&self, t: T) -> Result<()> {}
                ),
                "no generics",
            ),
            (
                quote!(
                    pub async fn a(&mut self) -> Result<()> {}
                ),
                "takes `&self`",
            ),
            (
                quote!(
                    pub async fn a() -> Result<()> {}
                ),
                "takes `&self`",
            ),
            (
                quote!(
                    pub async fn a(&self) {}
                ),
                "returns `Result<T>`",
            ),
            (
                quote!(
                    pub async fn a(&self) -> u32 {}
                ),
                "returns `Result<T>`",
            ),
            (
                quote!(
                    pub async fn a(&self) -> Result<Pager<T>> {}
                ),
                "make the method sync",
            ),
            (
                quote!(
                    pub async fn a(&self) -> Result<(u32, u32)> {}
                ),
                "named types",
            ),
            (
                quote!(
                    pub async fn a(&self, x: Option<u32>) -> Result<()> {}
                ),
                "options struct",
            ),
            (
                quote!(
                    pub async fn a(&self, o: AOptions, x: u32) -> Result<()> {}
                ),
                "comes last",
            ),
            (
                quote!(
                    pub async fn a(&self, x: impl Into<String>) -> Result<()> {}
                ),
                "named types",
            ),
            (
                quote!(
                    pub async fn a(&self, x: &'static str) -> Result<()> {}
                ),
                "`&T`, `&str`",
            ),
            (
                quote!(
                    pub async fn a(&self, (x, y): Pair) -> Result<()> {}
                ),
                "plain name",
            ),
        ] {
            let message = refused(method);
            assert!(message.contains(words), "{message}");
        }
    }

    #[test]
    fn every_method_is_documented() {
        let block = quote! { impl Things { pub async fn a(&self) -> Result<()> {} } };
        let message = expand(quote!(things), block).unwrap_err().to_string();
        assert!(message.contains("documented"), "{message}");
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let block = quote! {
            impl Things {
                /// A.
                pub async fn a(&self) {}
                /// B.
                pub fn b(&self) {}
            }
        };
        let error = expand(quote!(things), block).unwrap_err();
        assert_eq!(error.into_iter().count(), 2);
    }
}
