//! Conflicts \<script\>alert(1)\</script\> \[Trap\] \~\~\~ ', API version 1 \*/ .

use std::collections::HashMap;

use aws_operation::{Blob, Document, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Conflicts alert(1) \[Trap\] \~\~\~ '.
#[aws_service(id = "Conflicts", protocol = "restJson1", error = Error)]
pub struct Service;

// cannot express: Option: its name is also the name of a type that the generated code uses

// cannot express: String: its name is also the name of a type that the generated code uses

// cannot express: Self: its name is also the name of a type that the generated code uses

// cannot express: Document: its name is also the name of a type that the generated code uses

// cannot express: Timestamp: its name is also the name of a type that the generated code uses

// cannot express: Service: its name is also the name of the service struct or of the error enum

// cannot express: Vec: its name is also the name of a type that the generated code uses

// cannot express: Box: its name is also the name of a type that the generated code uses

// cannot express: HashMap: its name is also the name of a type that the generated code uses

// cannot express: Blob: its name is also the name of a type that the generated code uses

// cannot express: ByteStream: its name is also the name of a type that the generated code uses

// cannot express: Sensitive: its name is also the name of a type that the generated code uses

#[aws_operation(name = "Result", rename_all = "camelCase")]
#[aws(http = "POST /Result")]
#[derive(Clone, Debug, Default)]
pub struct Result {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Result`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultOutput {
    pub a: Option<String>,
}

// cannot express: Error: its name is also the name of the service struct or of the error enum

#[aws_operation(name = "Ok", rename_all = "camelCase")]
#[aws(http = "POST /Ok")]
#[derive(Clone, Debug, Default)]
pub struct Ok {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Ok`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OkOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Err", rename_all = "camelCase")]
#[aws(http = "POST /Err")]
#[derive(Clone, Debug, Default)]
pub struct Err {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Err`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Some", rename_all = "camelCase")]
#[aws(http = "POST /Some")]
#[derive(Clone, Debug, Default)]
pub struct Some {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Some`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SomeOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "None", rename_all = "camelCase")]
#[aws(http = "POST /None")]
#[derive(Clone, Debug, Default)]
pub struct None {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `None`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoneOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Default", rename_all = "camelCase")]
#[aws(http = "POST /Default")]
#[derive(Clone, Debug, Default)]
pub struct Default {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Default`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DefaultOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Clone", rename_all = "camelCase")]
#[aws(http = "POST /Clone")]
#[derive(Clone, Debug, Default)]
pub struct Clone {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Clone`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloneOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Debug", rename_all = "camelCase")]
#[aws(http = "POST /Debug")]
#[derive(Clone, Debug, Default)]
pub struct Debug {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Debug`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DebugOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Send", rename_all = "camelCase")]
#[aws(http = "POST /Send")]
#[derive(Clone, Debug, Default)]
pub struct Send {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Send`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Sync", rename_all = "camelCase")]
#[aws(http = "POST /Sync")]
#[derive(Clone, Debug, Default)]
pub struct Sync {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Sync`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Drop", rename_all = "camelCase")]
#[aws(http = "POST /Drop")]
#[derive(Clone, Debug, Default)]
pub struct Drop {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Drop`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DropOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Fn", rename_all = "camelCase")]
#[aws(http = "POST /Fn")]
#[derive(Clone, Debug, Default)]
pub struct Fn {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Fn`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FnOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Iterator", rename_all = "camelCase")]
#[aws(http = "POST /Iterator")]
#[derive(Clone, Debug, Default)]
pub struct Iterator {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Iterator`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IteratorOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "PartialEq", rename_all = "camelCase")]
#[aws(http = "POST /PartialEq")]
#[derive(Clone, Debug, Default)]
pub struct PartialEq {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `PartialEq`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartialEqOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Eq", rename_all = "camelCase")]
#[aws(http = "POST /Eq")]
#[derive(Clone, Debug, Default)]
pub struct Eq {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Eq`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EqOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Hash", rename_all = "camelCase")]
#[aws(http = "POST /Hash")]
#[derive(Clone, Debug, Default)]
pub struct Hash {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Hash`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HashOutput {
    pub a: Option<String>,
}

// cannot express: Into: its name is also the name of a type that the generated code uses

#[aws_operation(name = "From", rename_all = "camelCase")]
#[aws(http = "POST /From")]
#[derive(Clone, Debug, Default)]
pub struct From {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `From`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "ToString", rename_all = "camelCase")]
#[aws(http = "POST /ToString")]
#[derive(Clone, Debug, Default)]
pub struct ToString {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `ToString`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToStringOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Operation", rename_all = "camelCase")]
#[aws(http = "POST /Operation")]
#[derive(Clone, Debug, Default)]
pub struct Operation {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Operation`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Structure", rename_all = "camelCase")]
#[aws(http = "POST /Structure")]
#[derive(Clone, Debug, Default)]
pub struct Structure {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Structure`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StructureOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Client", rename_all = "camelCase")]
#[aws(http = "POST /Client")]
#[derive(Clone, Debug, Default)]
pub struct Client {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Client`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Str", rename_all = "camelCase")]
#[aws(http = "POST /Str")]
#[derive(Clone, Debug, Default)]
pub struct Str {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Str`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StrOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "U8", rename_all = "camelCase")]
#[aws(http = "POST /U8")]
#[derive(Clone, Debug, Default)]
pub struct U8 {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `U8`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct U8Output {
    pub a: Option<String>,
}

#[aws_operation(name = "Bool", rename_all = "camelCase")]
#[aws(http = "POST /Bool")]
#[derive(Clone, Debug, Default)]
pub struct Bool {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Bool`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoolOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Core", rename_all = "camelCase")]
#[aws(http = "POST /Core")]
#[derive(Clone, Debug, Default)]
pub struct Core {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Core`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoreOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Std", rename_all = "camelCase")]
#[aws(http = "POST /Std")]
#[derive(Clone, Debug, Default)]
pub struct Std {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Std`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StdOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Crate", rename_all = "camelCase")]
#[aws(http = "POST /Crate")]
#[derive(Clone, Debug, Default)]
pub struct Crate {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Crate`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrateOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Super", rename_all = "camelCase")]
#[aws(http = "POST /Super")]
#[derive(Clone, Debug, Default)]
pub struct Super {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Super`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuperOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Aws", rename_all = "camelCase")]
#[aws(http = "POST /Aws")]
#[derive(Clone, Debug, Default)]
pub struct Aws {
    pub a: Option<String>,
    pub b: Option<Timestamp>,
    pub c: Option<Blob>,
    pub d: Option<Document>,
}

/// The response of `Aws`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsOutput {
    pub a: Option<String>,
}

#[aws_operation(name = "Unit", output = ())]
#[aws(http = "POST /Unit")]
#[derive(Clone, Debug, Default)]
pub struct Unit;

#[aws_operation(name = "Ok2", output = ())]
#[aws(http = "POST /Ok2")]
#[derive(Clone, Debug, Default)]
pub struct Ok2;

#[aws_operation(name = "Keywords", rename_all = "camelCase")]
#[aws(http = "POST /Keywords")]
#[derive(Clone, Debug, Default)]
pub struct Keywords {
    pub r#as: Option<String>,
    pub r#async: Option<String>,
    pub r#await: Option<String>,
    pub r#become: Option<String>,
    pub r#box: Option<String>,
    pub r#break: Option<String>,
    pub r#const: Option<String>,
    pub r#continue: Option<String>,
    pub crate_: Option<String>,
    pub r#do: Option<String>,
    pub r#dyn: Option<String>,
    pub r#else: Option<String>,
    pub r#enum: Option<String>,
    pub r#extern: Option<String>,
    pub r#false: Option<String>,
    pub r#final: Option<String>,
    pub r#fn: Option<String>,
    pub r#for: Option<String>,
    pub r#gen: Option<String>,
    pub r#if: Option<String>,
    pub r#impl: Option<String>,
    pub r#in: Option<String>,
    pub r#let: Option<String>,
    pub r#loop: Option<String>,
    pub r#macro: Option<String>,
    pub r#match: Option<String>,
    pub r#mod: Option<String>,
    pub r#move: Option<String>,
    pub r#mut: Option<String>,
    pub r#override: Option<String>,
    pub r#priv: Option<String>,
    pub r#pub: Option<String>,
    pub raw: Option<String>,
    pub r#ref: Option<String>,
    pub r#return: Option<String>,
    pub self_: Option<String>,
    #[aws(rename = "Self")]
    pub self_2: Option<String>,
    pub safe: Option<String>,
    pub r#static: Option<String>,
    pub r#struct: Option<String>,
    pub super_: Option<String>,
    pub r#trait: Option<String>,
    pub r#true: Option<String>,
    pub r#try: Option<String>,
    pub r#type: Option<String>,
    pub r#typeof: Option<String>,
    pub union: Option<String>,
    pub r#unsafe: Option<String>,
    pub r#unsized: Option<String>,
    pub r#use: Option<String>,
    pub r#virtual: Option<String>,
    pub r#where: Option<String>,
    pub r#while: Option<String>,
    pub r#yield: Option<String>,
    #[aws(rename = "macro_rules")]
    pub macro_rules: Option<String>,
    pub auto: Option<String>,
    pub default: Option<String>,
    pub r#abstract: Option<String>,
    #[aws(rename = "_")]
    pub empty: Option<String>,
    #[aws(rename = "__")]
    pub empty_2: Option<String>,
    pub input: Option<String>,
    pub output: Option<String>,
    pub client: Option<String>,
    pub send: Option<String>,
    pub builder: Option<String>,
    pub clone: Option<String>,
    pub fmt: Option<String>,
    pub eq: Option<String>,
    pub hash: Option<String>,
    pub meta: Option<String>,
    pub foo_bar: Option<String>,
    #[aws(rename = "foo_bar")]
    pub foo_bar_2: Option<String>,
    #[aws(rename = "FooBar")]
    pub foo_bar_3: Option<String>,
    #[aws(rename = "foo-bar")]
    pub foo_bar_4: Option<String>,
    #[aws(rename = "foo.bar")]
    pub foo_bar_5: Option<String>,
    #[aws(rename = "1")]
    pub n1: Option<String>,
    #[aws(rename = "2")]
    pub n2: Option<String>,
    #[aws(rename = "ö")]
    pub empty_3: Option<String>,
    #[aws(rename = "ü")]
    pub empty_4: Option<String>,
    #[aws(rename = "")]
    pub empty_5: Option<String>,
}

/// The response of `Keywords`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeywordsOutput {
    pub r#as: Option<String>,
    pub r#async: Option<String>,
    pub r#await: Option<String>,
    pub r#become: Option<String>,
    pub r#box: Option<String>,
    pub r#break: Option<String>,
    pub r#const: Option<String>,
    pub r#continue: Option<String>,
    pub crate_: Option<String>,
    pub r#do: Option<String>,
    pub r#dyn: Option<String>,
    pub r#else: Option<String>,
    pub r#enum: Option<String>,
    pub r#extern: Option<String>,
    pub r#false: Option<String>,
    pub r#final: Option<String>,
    pub r#fn: Option<String>,
    pub r#for: Option<String>,
    pub r#gen: Option<String>,
    pub r#if: Option<String>,
    pub r#impl: Option<String>,
    pub r#in: Option<String>,
    pub r#let: Option<String>,
    pub r#loop: Option<String>,
    pub r#macro: Option<String>,
    pub r#match: Option<String>,
    pub r#mod: Option<String>,
    pub r#move: Option<String>,
    pub r#mut: Option<String>,
    pub r#override: Option<String>,
    pub r#priv: Option<String>,
    pub r#pub: Option<String>,
    pub raw: Option<String>,
    pub r#ref: Option<String>,
    pub r#return: Option<String>,
    pub self_: Option<String>,
    #[aws(rename = "Self")]
    pub self_2: Option<String>,
    pub safe: Option<String>,
    pub r#static: Option<String>,
    pub r#struct: Option<String>,
    pub super_: Option<String>,
    pub r#trait: Option<String>,
    pub r#true: Option<String>,
    pub r#try: Option<String>,
    pub r#type: Option<String>,
    pub r#typeof: Option<String>,
    pub union: Option<String>,
    pub r#unsafe: Option<String>,
    pub r#unsized: Option<String>,
    pub r#use: Option<String>,
    pub r#virtual: Option<String>,
    pub r#where: Option<String>,
    pub r#while: Option<String>,
    pub r#yield: Option<String>,
    #[aws(rename = "macro_rules")]
    pub macro_rules: Option<String>,
    pub auto: Option<String>,
    pub default: Option<String>,
    pub r#abstract: Option<String>,
    #[aws(rename = "_")]
    pub empty: Option<String>,
    #[aws(rename = "__")]
    pub empty_2: Option<String>,
    pub input: Option<String>,
    pub output: Option<String>,
    pub client: Option<String>,
    pub send: Option<String>,
    pub builder: Option<String>,
    pub clone: Option<String>,
    pub fmt: Option<String>,
    pub eq: Option<String>,
    pub hash: Option<String>,
    pub meta: Option<String>,
    pub foo_bar: Option<String>,
    #[aws(rename = "foo_bar")]
    pub foo_bar_2: Option<String>,
    #[aws(rename = "FooBar")]
    pub foo_bar_3: Option<String>,
    #[aws(rename = "foo-bar")]
    pub foo_bar_4: Option<String>,
    #[aws(rename = "foo.bar")]
    pub foo_bar_5: Option<String>,
    #[aws(rename = "1")]
    pub n1: Option<String>,
    #[aws(rename = "2")]
    pub n2: Option<String>,
    #[aws(rename = "ö")]
    pub empty_3: Option<String>,
    #[aws(rename = "ü")]
    pub empty_4: Option<String>,
    #[aws(rename = "")]
    pub empty_5: Option<String>,
}

#[aws_operation(name = "Labels", output = ())]
#[aws(http = "POST /l/{type}/{self_}/{in+}")]
#[derive(Clone, Debug, Default)]
pub struct Labels {
    pub r#type: String,
    pub self_: String,
    pub r#in: i32,
}

impl Labels {
    /// The request with its required members.
    pub fn new(r#type: impl Into<String>, self_: impl Into<String>, r#in: i32) -> Self {
        Self {
            r#type: r#type.into(),
            self_: self_.into(),
            r#in,
        }
    }
}

#[aws_operation(name = "Shapes", rename_all = "camelCase")]
#[aws(http = "POST /Shapes")]
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    pub m0: Option<ShapeOption>,
    pub m1: Option<StringShape>,
    pub m2: Option<ShapeVec>,
    pub m3: Option<ShapeBox>,
    pub m4: Option<ShapeResult>,
    pub m5: Option<ShapeOk>,
    pub m6: Option<ShapeSome>,
    pub m7: Option<ShapeNone>,
    pub m8: Option<ShapeError>,
    pub m9: Option<ShapeService>,
    pub m10: Option<ShapeSelf>,
    pub m11: Option<SelfShape>,
    pub m12: Option<FnShape>,
    pub m13: Option<ShapeKeywords>,
    pub m14: Option<ShapeKeywordsOutput>,
    pub m15: Option<KeywordsShape>,
    pub m16: Option<ShapeDefault>,
    pub m17: Option<ShapeClone>,
    pub m18: Option<StrShape>,
    pub m19: Option<U8Shape>,
    pub m20: Option<ShapeAws>,
    pub m21: Option<AwsShape>,
    pub m22: Option<TimestampShape>,
    pub m23: Option<ShapeHashMap>,
    pub m24: Option<DocumentShape>,
    pub m25: Option<BlobShape>,
    pub m26: Option<AwsOperation>,
    pub m27: Option<Copy>,
    pub m28: Option<Sized>,
    pub kinds: Option<Kinds>,
    pub either: Option<Either>,
}

/// The response of `Shapes`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapesOutput {
    pub either: Option<Either>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeOption {
    pub x: Option<String>,
    pub y: Option<Box<ShapeOption>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringShape {
    pub x: Option<String>,
    pub y: Option<Box<StringShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeVec {
    pub x: Option<String>,
    pub y: Option<Box<ShapeVec>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeBox {
    pub x: Option<String>,
    pub y: Option<Box<ShapeBox>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeResult {
    pub x: Option<String>,
    pub y: Option<Box<ShapeResult>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeOk {
    pub x: Option<String>,
    pub y: Option<Box<ShapeOk>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeSome {
    pub x: Option<String>,
    pub y: Option<Box<ShapeSome>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeNone {
    pub x: Option<String>,
    pub y: Option<Box<ShapeNone>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeError {
    pub x: Option<String>,
    pub y: Option<Box<ShapeError>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeService {
    pub x: Option<String>,
    pub y: Option<Box<ShapeService>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeSelf {
    pub x: Option<String>,
    pub y: Option<Box<ShapeSelf>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelfShape {
    pub x: Option<String>,
    pub y: Option<Box<SelfShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FnShape {
    pub x: Option<String>,
    pub y: Option<Box<FnShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeKeywords {
    pub x: Option<String>,
    pub y: Option<Box<ShapeKeywords>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeKeywordsOutput {
    pub x: Option<String>,
    pub y: Option<Box<ShapeKeywordsOutput>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeywordsShape {
    pub x: Option<String>,
    pub y: Option<Box<KeywordsShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeDefault {
    pub x: Option<String>,
    pub y: Option<Box<ShapeDefault>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeClone {
    pub x: Option<String>,
    pub y: Option<Box<ShapeClone>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StrShape {
    pub x: Option<String>,
    pub y: Option<Box<StrShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct U8Shape {
    pub x: Option<String>,
    pub y: Option<Box<U8Shape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeAws {
    pub x: Option<String>,
    pub y: Option<Box<ShapeAws>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsShape {
    pub x: Option<String>,
    pub y: Option<Box<AwsShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimestampShape {
    pub x: Option<String>,
    pub y: Option<Box<TimestampShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShapeHashMap {
    pub x: Option<String>,
    pub y: Option<Box<ShapeHashMap>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentShape {
    pub x: Option<String>,
    pub y: Option<Box<DocumentShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlobShape {
    pub x: Option<String>,
    pub y: Option<Box<BlobShape>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsOperation {
    pub x: Option<String>,
    pub y: Option<Box<AwsOperation>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copy {
    pub x: Option<String>,
    pub y: Option<Box<Copy>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sized {
    pub x: Option<String>,
    pub y: Option<Box<Sized>>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kinds {
    #[aws(rename = "Self")]
    SelfValue,
    #[aws(rename = "self")]
    SelfValue2,
    Ok,
    None,
    #[aws(rename = "")]
    Empty,
    #[aws(rename = r#"a"b"#)]
    AB,
    #[aws(rename = r#"a\"#)]
    A,
    #[aws(rename = "\u{202e}abc")]
    Abc,
    #[aws(rename = "x\ny")]
    XY,
    #[aws(rename = "*/")]
    StarSlash,
    #[aws(rename = "\0")]
    Empty2,
    #[aws(rename = "fn")]
    Fn,
    String,
    Unknown,
    /// A value that is not in the model.
    #[aws(unknown)]
    Other(String),
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Either {
    Ok(String),
    #[aws(rename = "ok")]
    Ok2(String),
    #[aws(rename = "Self")]
    SelfValue(String),
    #[aws(rename = "type")]
    Type(Box<Either>),
    #[aws(rename = "same")]
    Z(String),
    Unknown(Blob),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Other(String),
}

#[aws_operation(name = "Places")]
#[aws(http = "POST /Places")]
#[derive(Clone, Debug, Default)]
pub struct Places {
    // cannot express: `q0` is a number of any size, which a query parameter cannot hold
    // cannot express: `h0` is a number of any size, which a header cannot hold
    // cannot express: `q1` is a number of any size, which a query parameter cannot hold
    // cannot express: `h1` is a number of any size, which a header cannot hold
    // cannot express: `q2` is a document, which a query parameter cannot hold
    // cannot express: `h2` is a document, which a header cannot hold
    #[aws(query = "q3")]
    pub q3: Option<Vec<String>>,
    #[aws(header = "X-H3")]
    pub h3: Option<Vec<String>>,
    // cannot express: `q4` is a list, which a query parameter cannot hold
    // cannot express: `h4` is a list, which a header cannot hold
    // cannot express: `q5` is a list, which a query parameter cannot hold
    // cannot express: `h5` is a list, which a header cannot hold
    // cannot express: `q6` is a list, which a query parameter cannot hold
    // cannot express: `h6` is a list, which a header cannot hold
    // cannot express: `q7` is a map, which a query parameter cannot hold
    // cannot express: `h7` is a map, which a header cannot hold
    // cannot express: `q8` is a structure, which a query parameter cannot hold
    // cannot express: `h8` is a structure, which a header cannot hold
    // cannot express: `q9` is a union, which a query parameter cannot hold
    // cannot express: `h9` is a union, which a header cannot hold
    #[aws(query = "q10")]
    pub q10: Option<Kinds>,
    #[aws(header = "X-H10")]
    pub h10: Option<Kinds>,
    #[aws(query = "q11")]
    pub q11: Option<Blob>,
    #[aws(header = "X-H11")]
    pub h11: Option<Blob>,
    #[aws(query = "q12")]
    pub q12: Option<Timestamp>,
    #[aws(header = "X-H12")]
    pub h12: Option<Timestamp>,
    #[aws(query = "same")]
    pub same1: Option<String>,
    // cannot express: `same2` has the same binding as `same1`
    #[aws(header = "X-Same")]
    pub head1: Option<String>,
    // cannot express: `head2` has the same binding as `head1`
    // cannot express: `bad` is a string, which is bound to an invalid header name
    // cannot express: `empty` is a string, which is bound to an invalid header name
    #[aws(rename = "w")]
    pub wire1: Option<String>,
    // cannot express: `wire2` has the name `w` in the body, as `wire1` has
    // cannot express: `all` is a map, which cannot be a map of query parameters
    #[aws(query_params)]
    pub all2: Option<HashMap<String, Vec<String>>>,
    // cannot express: `all3` has the same binding as `all2`
    // cannot express: `pre` is a map, which cannot be a map of headers
    #[aws(prefix_headers = "y-")]
    pub pre2: Option<HashMap<String, String>>,
}

/// The response of `Places`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacesOutput {
    // cannot express: `h0` is a number of any size, which a header cannot hold
    // cannot express: `h1` is a number of any size, which a header cannot hold
    // cannot express: `h2` is a document, which a header cannot hold
    #[aws(header = "X-H3")]
    pub h3: Option<Vec<String>>,
    // cannot express: `h4` is a list, which a header cannot hold
    // cannot express: `h5` is a list, which a header cannot hold
    // cannot express: `h6` is a list, which a header cannot hold
    // cannot express: `h7` is a map, which a header cannot hold
    // cannot express: `h8` is a structure, which a header cannot hold
    // cannot express: `h9` is a union, which a header cannot hold
    #[aws(header = "X-H10")]
    pub h10: Option<Kinds>,
    #[aws(header = "X-H11")]
    pub h11: Option<Blob>,
    #[aws(header = "X-H12")]
    pub h12: Option<Timestamp>,
    #[aws(header = "X-Same")]
    pub head1: Option<String>,
    // cannot express: `head2` has the same binding as `head1`
    // cannot express: `bad` is a string, which is bound to an invalid header name
    // cannot express: `empty` is a string, which is bound to an invalid header name
    #[aws(rename = "w")]
    pub wire1: Option<String>,
    // cannot express: `wire2` has the name `w` in the body, as `wire1` has
    // cannot express: `pre` is a map, which cannot be a map of headers
    #[aws(prefix_headers = "y-")]
    pub pre2: Option<HashMap<String, String>>,
    // cannot express: `status` is a string, which cannot be a status code
    #[aws(status)]
    pub status2: Option<i32>,
}

// cannot express: LabelBigInteger: `l` is a number of any size, which a path label cannot hold

// cannot express: LabelBigDecimal: `l` is a number of any size, which a path label cannot hold

// cannot express: LabelDocument: `l` is a document, which a path label cannot hold

// cannot express: LabelTexts: `l` is a list, which a path label cannot hold

// cannot express: LabelKept: `l` is a structure, which a path label cannot hold

// cannot express: LabelMap: `l` is a map, which a path label cannot hold

#[aws_operation(name = "LabelKinds", output = ())]
#[aws(http = "POST /label/{l}/Kinds")]
#[derive(Clone, Debug)]
pub struct LabelKinds {
    pub l: Kinds,
}

impl LabelKinds {
    /// The request with its required members.
    #[must_use]
    pub fn new(l: Kinds) -> Self {
        Self { l }
    }
}

#[aws_operation(name = "LabelBlob", output = ())]
#[aws(http = "POST /label/{l}/Blob")]
#[derive(Clone, Debug, Default)]
pub struct LabelBlob {
    pub l: Blob,
}

impl LabelBlob {
    /// The request with its required members.
    pub fn new(l: impl Into<Blob>) -> Self {
        Self { l: l.into() }
    }
}

#[aws_operation(name = "LabelTimestamp", output = ())]
#[aws(http = "POST /label/{l}/Timestamp")]
#[derive(Clone, Debug)]
pub struct LabelTimestamp {
    pub l: Timestamp,
}

impl LabelTimestamp {
    /// The request with its required members.
    #[must_use]
    pub fn new(l: Timestamp) -> Self {
        Self { l }
    }
}

// cannot express: PayloadBigInteger: `p` is a number of any size, which cannot be a payload

#[aws_operation(name = "PayloadDocument", rename_all = "camelCase")]
#[aws(http = "POST /PayloadDocument")]
#[derive(Clone, Debug, Default)]
pub struct PayloadDocument {
    #[aws(payload)]
    pub p: Option<Document>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

/// The response of `PayloadDocument`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayloadDocumentOutput {
    #[aws(payload)]
    pub p: Option<Document>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

// cannot express: PayloadTexts: `p` is a list, which cannot be a payload

// cannot express: PayloadMap: `p` is a map, which cannot be a payload

#[aws_operation(name = "PayloadKept", rename_all = "camelCase")]
#[aws(http = "POST /PayloadKept")]
#[derive(Clone, Debug, Default)]
pub struct PayloadKept {
    #[aws(payload)]
    pub p: Option<Kept>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

/// The response of `PayloadKept`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayloadKeptOutput {
    #[aws(payload)]
    pub p: Option<Kept>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub a: Option<String>,
}

#[aws_operation(name = "PayloadEither", rename_all = "camelCase")]
#[aws(http = "POST /PayloadEither")]
#[derive(Clone, Debug, Default)]
pub struct PayloadEither {
    #[aws(payload)]
    pub p: Option<Either>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

/// The response of `PayloadEither`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayloadEitherOutput {
    #[aws(payload)]
    pub p: Option<Either>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

#[aws_operation(name = "PayloadKinds", rename_all = "camelCase")]
#[aws(http = "POST /PayloadKinds")]
#[derive(Clone, Debug, Default)]
pub struct PayloadKinds {
    #[aws(payload)]
    pub p: Option<Kinds>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

/// The response of `PayloadKinds`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayloadKindsOutput {
    #[aws(payload)]
    pub p: Option<Kinds>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

#[aws_operation(name = "PayloadBlob", rename_all = "camelCase")]
#[aws(http = "POST /PayloadBlob")]
#[derive(Clone, Debug, Default)]
pub struct PayloadBlob {
    #[aws(payload)]
    pub p: Option<Blob>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

/// The response of `PayloadBlob`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayloadBlobOutput {
    #[aws(payload)]
    pub p: Option<Blob>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

#[aws_operation(name = "PayloadString", rename_all = "camelCase")]
#[aws(http = "POST /PayloadString")]
#[derive(Clone, Debug, Default)]
pub struct PayloadString {
    #[aws(payload)]
    pub p: Option<String>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

/// The response of `PayloadString`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayloadStringOutput {
    #[aws(payload)]
    pub p: Option<String>,
    #[aws(header = "X-A")]
    pub a: Option<String>,
    // cannot express: `body` would be in the body, but the whole body is `p`
}

// cannot express: PayloadInteger: `p` is a number or boolean, which cannot be a payload

// cannot express: PayloadTimestamp: `p` is a timestamp, which cannot be a payload

// cannot express: PayloadBoolean: `p` is a number or boolean, which cannot be a payload

// cannot express: NeededPayload: `p` is a list, which cannot be a payload

// cannot express: NeededQuery: `p` is a number of any size, which a query parameter cannot hold

// cannot express: TwoPayloads: `r` has the same binding as `p`

// cannot express: TokenInPath: its idempotency token `t` is in the path

#[aws_operation(
    name = "TokenTwice",
    idempotent = "t",
    output = (),
    rename_all = "camelCase"
)]
#[aws(http = "POST /TokenTwice")]
#[derive(Clone, Debug, Default)]
pub struct TokenTwice {
    pub t: Option<String>,
    pub u: Option<String>,
}

// cannot express: Uri0: /a b contains ` `, which must be percent-encoded

// cannot express: Uri1: in /a//b a segment is empty or dots, which HTTP clients remove

// cannot express: Uri2: in /a/../b a segment is empty or dots, which HTTP clients remove

// cannot express: Uri3: /%zz contains `%`, which must be percent-encoded

// cannot express: Uri4: in /x?{a} a label is in the query

// cannot express: Uri5: /" contains `"`, which must be percent-encoded

// cannot express: Uri6: /\u{202e} contains `\u{202e}`, which must be percent-encoded

// cannot express: Uri7: no is not an absolute path with each label once

// cannot express: Uri8: in /{a}{b} a label is only a part of its segment

// cannot express: Uri9: in /{a a label is only a part of its segment

// cannot express: Uri10: in /a} a label is only a part of its segment

// cannot express: Uri11: the labels of /{} differ from the labels of its input

// cannot express: Uri12: in // a segment is empty or dots, which HTTP clients remove

// cannot express: Uri13: in /%2e a segment is empty or dots, which HTTP clients remove

// cannot express: Uri14: /a b contains ` `, which must be percent-encoded

// cannot express: Uri15: /a#b contains `#`, which must be percent-encoded

// cannot express: Uri16: /] contains `]`, which must be percent-encoded

// cannot express: Code: its success status 302 is not in 200 to 299

#[aws_operation(name = "Code204", output = ())]
#[aws(http = "POST /Code204", code = 204)]
#[derive(Clone, Debug, Default)]
pub struct Code204;

// cannot express: Host0: its host prefix a. is not valid in a host name, or its labels are not the
// host labels of its input

#[aws_operation(name = "Host1", output = (), rename_all = "camelCase")]
#[aws(http = "POST /Host1", host_prefix = "{a}.")]
#[derive(Clone, Debug, Default)]
pub struct Host1 {
    #[aws(host_label)]
    pub a: String,
}

impl Host1 {
    /// The request with its required members.
    pub fn new(a: impl Into<String>) -> Self {
        Self { a: a.into() }
    }
}

// cannot express: Host2: its host prefix {no}. is not valid in a host name, or its labels are not
// the host labels of its input

// cannot express: Host3: its host prefix a_b. is not valid in a host name, or its labels are not
// the host labels of its input

// cannot express: Host4: its host prefix {a. is not valid in a host name, or its labels are not the
// host labels of its input

// cannot express: Host5: its host prefix \u{202e}. is not valid in a host name, or its labels are
// not the host labels of its input

#[aws_operation(name = "Deep", output = (), rename_all = "camelCase")]
#[aws(http = "POST /Deep")]
#[derive(Clone, Debug, Default)]
pub struct Deep {
    // cannot express: `deep` is a list that is nested too deep; it is written as a document
    pub deep: Option<
        Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Document>>>>>>>>>>>>>>>>,
    >,
}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    #[aws(code = "Some_", status = 500)]
    Some,
    #[aws(status = 409)]
    Trap {
        // cannot express: `message` would be in the body, but the whole body is `p`
        // cannot express: `p` is a list, which cannot be a payload
        // cannot express: `h` is a number of any size, which a header cannot hold
        // cannot express: `type` would be in the body, but the whole body is `p`
        // cannot express: `Message` would be in the body, but the whole body is `p`
    },
}
