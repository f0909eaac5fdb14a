//! The root elements of XML documents. botocore has their names and namespaces where operations refer to their input, and
//! Smithy at the input and the service.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::format;
use crate::model::{Binding, Protocol, Service, Shape, XmlNamespace};

/// Outputs whose root element is the element of their only member. botocore has it in code.
const UNWRAPPED: [(&str, &str); 1] = [("S3", "GetBucketLocationOutput")];

/// The root elements of S3's outputs, which botocore never reads. Other clients reject a response with another root.
/// All others are named after their structures, those of payloads too.
///
/// Source: `smithy.api#xmlName` in Smithy's model of S3.
const S3_OUTPUTS: [(&str, &str); 27] = [
    ("CompleteMultipartUploadOutput", "CompleteMultipartUploadResult"),
    ("CreateMultipartUploadOutput", "InitiateMultipartUploadResult"),
    ("CreateSessionOutput", "CreateSessionResult"),
    ("DeleteObjectsOutput", "DeleteResult"),
    ("GetBucketAccelerateConfigurationOutput", "AccelerateConfiguration"),
    ("GetBucketAclOutput", "AccessControlPolicy"),
    ("GetBucketCorsOutput", "CORSConfiguration"),
    ("GetBucketLifecycleConfigurationOutput", "LifecycleConfiguration"),
    ("GetBucketLifecycleOutput", "LifecycleConfiguration"),
    ("GetBucketLoggingOutput", "BucketLoggingStatus"),
    ("GetBucketRequestPaymentOutput", "RequestPaymentConfiguration"),
    ("GetBucketTaggingOutput", "Tagging"),
    ("GetBucketVersioningOutput", "VersioningConfiguration"),
    ("GetBucketWebsiteOutput", "WebsiteConfiguration"),
    ("GetObjectAclOutput", "AccessControlPolicy"),
    ("GetObjectAttributesOutput", "GetObjectAttributesResponse"),
    ("GetObjectTaggingOutput", "Tagging"),
    ("ListBucketAnalyticsConfigurationsOutput", "ListBucketAnalyticsConfigurationResult"),
    ("ListBucketInventoryConfigurationsOutput", "ListInventoryConfigurationsResult"),
    ("ListBucketMetricsConfigurationsOutput", "ListMetricsConfigurationsResult"),
    ("ListBucketsOutput", "ListAllMyBucketsResult"),
    ("ListDirectoryBucketsOutput", "ListAllMyDirectoryBucketsResult"),
    ("ListMultipartUploadsOutput", "ListMultipartUploadsResult"),
    ("ListObjectVersionsOutput", "ListVersionsResult"),
    ("ListObjectsOutput", "ListBucketResult"),
    ("ListObjectsV2Output", "ListBucketResult"),
    ("ListPartsOutput", "ListPartsResult"),
];

/// The root element of an input.
pub(super) struct Root {
    input: String,
    name: Option<String>,
    namespace: Option<XmlNamespace>,
}

pub(super) fn of_inputs(operations: &IndexMap<String, format::Operation>) -> Vec<Root> {
    let inputs = operations.values().filter_map(|operation| operation.input.as_ref());
    let root = |input: &format::Reference| Root {
        input: input.shape.clone(),
        name: input.location_name.clone(),
        namespace: input.xml_namespace.as_ref().map(format::XmlNamespace::read),
    };
    inputs.map(root).collect()
}

/// Adds the roots to the inputs, and the namespace that most of them have to the service. Adds the roots of S3's outputs.
pub(super) fn apply(roots: Vec<Root>, service: &mut Service, shapes: &mut IndexMap<String, Shape>) {
    if !service.protocols.contains(&Protocol::RestXml) {
        return;
    }
    if service.xml_namespace.is_none() {
        service.xml_namespace = most_common(&roots, shapes);
    }
    for Root { input, name, namespace } in roots {
        if let Some(input) = shapes.get_mut(&input) {
            // What the input says of itself comes first.
            input.xml_name = input.xml_name.take().or(name);
            input.xml_namespace = input.xml_namespace.take().or(namespace);
        }
    }
    for (id, output) in UNWRAPPED {
        if let Some(output) = shapes.get_mut(output).filter(|_| service.id == id) {
            output.xml_unwrapped = true;
        }
    }
    for (output, root) in S3_OUTPUTS {
        if let Some(output) = shapes.get_mut(output).filter(|_| service.id == "S3") {
            output.xml_name = Some(root.to_owned());
        }
    }
}

fn most_common(roots: &[Root], shapes: &IndexMap<String, Shape>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for Root { input, namespace, .. } in roots {
        let members = shapes.get(input).map_or(&[][..], Shape::members).iter();
        let payload = members.filter(|member| member.binding == Some(Binding::Payload));
        let of_payload = payload.filter_map(|member| member.xml_namespace.as_ref());
        for namespace in namespace.iter().chain(of_payload).filter(|namespace| namespace.prefix.is_none()) {
            *counts.entry(&namespace.uri).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(uri, _)| uri.to_owned())
}
