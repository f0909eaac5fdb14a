//! Amazon Route 53, API version 2013-04-01.
//!
//! Written with:
//! - `aws-operation add route53 ChangeResourceRecordSets GetChange ListResourceRecordSets --out
//!   src/route53.rs` (0.2.0, botocore 1.44.8)

use aws_operation::{Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Route 53.
// Its endpoints do not follow the usual pattern: build the client with
// `.region("us-east-1").endpoint_url("https://route53.amazonaws.com")`.
#[aws_service(
    id = "Route 53",
    protocol = "restXml",
    xml_namespace = "https://route53.amazonaws.com/doc/2013-04-01/",
    error = Error
)]
pub struct Service;

/// Creates, changes, or deletes a resource record set, which contains authoritative DNS information
/// for a specified domain name or subdomain name.
#[aws_operation(name = "ChangeResourceRecordSets")]
#[aws(http = "POST /2013-04-01/hostedzone/{hosted_zone_id}/rrset/")]
#[derive(Clone, Debug, Default)]
pub struct ChangeResourceRecordSets {
    /// The ID of the hosted zone that contains the resource record sets that you want to change.
    #[aws(last_segment)]
    pub hosted_zone_id: String,
    /// A complex type that contains an optional comment and the `Changes` element.
    pub change_batch: ChangeBatch,
}

impl ChangeResourceRecordSets {
    /// The request with its required members.
    pub fn new(hosted_zone_id: impl Into<String>, change_batch: ChangeBatch) -> Self {
        Self { hosted_zone_id: hosted_zone_id.into(), change_batch }
    }
}

/// A complex type containing the response for the request.
#[aws_shape(xml_name = "ChangeResourceRecordSetsResponse")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeResourceRecordSetsOutput {
    /// A complex type that contains information about changes made to your hosted zone.
    pub change_info: Option<ChangeInfo>,
}

/// The information for a change request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeBatch {
    /// Optional: Any comments you want to include about a change batch request.
    pub comment: Option<String>,
    /// Information about the changes to make to the record sets.
    #[aws(xml_member = "Change", default)]
    pub changes: Vec<Change>,
}

/// A complex type that describes change information about changes made to your hosted zone.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeInfo {
    /// This element contains an ID that you use when performing a GetChange action to get detailed
    /// information about the change.
    #[aws(default)]
    pub id: String,
    /// The current state of the request.
    pub status: Option<ChangeStatus>,
    /// The date and time that the change request was submitted in ISO 8601 format and Coordinated
    /// Universal Time (UTC).
    pub submitted_at: Option<Timestamp>,
    /// A comment you can provide.
    pub comment: Option<String>,
}

/// The information for each resource record set that you want to change.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The action to perform: `CREATE`, `DELETE`, `UPSERT`.
    pub action: ChangeAction,
    /// Information about the resource record set to create, delete, or update.
    pub resource_record_set: ResourceRecordSet,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChangeStatus {
    Pending,
    Insync,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChangeAction {
    Create,
    Delete,
    Upsert,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Information about the resource record set to create or delete.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRecordSet {
    /// For `ChangeResourceRecordSets` requests, the name of the record that you want to create,
    /// update, or delete.
    #[aws(default)]
    pub name: String,
    /// The DNS record type.
    pub r#type: RRType,
    /// Resource record sets that have a routing policy other than simple: An identifier that
    /// differentiates among multiple resource record sets that have the same combination of name
    /// and type, such as multiple weighted resource record sets named …
    pub set_identifier: Option<String>,
    /// Weighted resource record sets only: Among resource record sets that have the same
    /// combination of DNS name and type, a value that determines the proportion of DNS queries that
    /// Amazon Route 53 responds to using the current resource record …
    pub weight: Option<i64>,
    /// Latency-based resource record sets only: The Amazon EC2 Region where you created the
    /// resource that this resource record set refers to.
    pub region: Option<ResourceRecordSetRegion>,
    /// Geolocation resource record sets only: A complex type that lets you control how Amazon Route
    /// 53 responds to DNS queries based on the geographic origin of the query.
    pub geo_location: Option<GeoLocation>,
    /// Failover resource record sets only: To configure failover, you add the `Failover` element to
    /// two resource record sets.
    pub failover: Option<ResourceRecordSetFailover>,
    /// Multivalue answer resource record sets only: To route traffic approximately randomly to
    /// multiple resources, such as web servers, create one multivalue answer record for each
    /// resource and specify `true` for `MultiValueAnswer`.
    pub multi_value_answer: Option<bool>,
    /// The resource record cache time to live (TTL), in seconds.
    #[aws(rename = "TTL")]
    pub ttl: Option<i64>,
    /// Information about the resource records to act upon.
    #[aws(xml_member = "ResourceRecord")]
    pub resource_records: Option<Vec<ResourceRecord>>,
    /// Alias resource record sets only: Information about the Amazon Web Services resource, such as
    /// a CloudFront distribution or an Amazon S3 bucket, that you want to route traffic to.
    pub alias_target: Option<AliasTarget>,
    /// If you want Amazon Route 53 to return this resource record set in response to a DNS query
    /// only when the status of a health check is healthy, include the `HealthCheckId` element and
    /// specify the ID of the applicable health check.
    pub health_check_id: Option<String>,
    /// When you create a traffic policy instance, Amazon Route 53 automatically creates a resource
    /// record set.
    pub traffic_policy_instance_id: Option<String>,
    pub cidr_routing_config: Option<CidrRoutingConfig>,
    /// GeoproximityLocation resource record sets only: A complex type that lets you control how
    /// Route 53 responds to DNS queries based on the geographic origin of the query and your
    /// resources.
    pub geo_proximity_location: Option<GeoProximityLocation>,
    /// AZ-affinity resource record sets only: The location that this resource record set answers
    /// DNS queries from, such as an Availability Zone (AZ) or an Amazon Web Services Region.
    #[aws(rename = "AZAffinity")]
    pub az_affinity: Option<AZAffinity>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RRType {
    Soa,
    A,
    Txt,
    Ns,
    Cname,
    Mx,
    Naptr,
    Ptr,
    Srv,
    Spf,
    Aaaa,
    Caa,
    Ds,
    Tlsa,
    Sshfp,
    Svcb,
    Https,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResourceRecordSetRegion {
    #[aws(rename = "us-east-1")]
    UsEast1,
    #[aws(rename = "us-east-2")]
    UsEast2,
    #[aws(rename = "us-west-1")]
    UsWest1,
    #[aws(rename = "us-west-2")]
    UsWest2,
    #[aws(rename = "ca-central-1")]
    CaCentral1,
    #[aws(rename = "eu-west-1")]
    EuWest1,
    #[aws(rename = "eu-west-2")]
    EuWest2,
    #[aws(rename = "eu-west-3")]
    EuWest3,
    #[aws(rename = "eu-central-1")]
    EuCentral1,
    #[aws(rename = "eu-central-2")]
    EuCentral2,
    #[aws(rename = "ap-southeast-1")]
    ApSoutheast1,
    #[aws(rename = "ap-southeast-2")]
    ApSoutheast2,
    #[aws(rename = "ap-southeast-3")]
    ApSoutheast3,
    #[aws(rename = "ap-northeast-1")]
    ApNortheast1,
    #[aws(rename = "ap-northeast-2")]
    ApNortheast2,
    #[aws(rename = "ap-northeast-3")]
    ApNortheast3,
    #[aws(rename = "eu-north-1")]
    EuNorth1,
    #[aws(rename = "sa-east-1")]
    SaEast1,
    #[aws(rename = "cn-north-1")]
    CnNorth1,
    #[aws(rename = "cn-northwest-1")]
    CnNorthwest1,
    #[aws(rename = "ap-east-1")]
    ApEast1,
    #[aws(rename = "me-south-1")]
    MeSouth1,
    #[aws(rename = "me-central-1")]
    MeCentral1,
    #[aws(rename = "ap-south-1")]
    ApSouth1,
    #[aws(rename = "ap-south-2")]
    ApSouth2,
    #[aws(rename = "af-south-1")]
    AfSouth1,
    #[aws(rename = "eu-south-1")]
    EuSouth1,
    #[aws(rename = "eu-south-2")]
    EuSouth2,
    #[aws(rename = "ap-southeast-4")]
    ApSoutheast4,
    #[aws(rename = "il-central-1")]
    IlCentral1,
    #[aws(rename = "ca-west-1")]
    CaWest1,
    #[aws(rename = "ap-southeast-5")]
    ApSoutheast5,
    #[aws(rename = "mx-central-1")]
    MxCentral1,
    #[aws(rename = "ap-southeast-7")]
    ApSoutheast7,
    #[aws(rename = "us-gov-east-1")]
    UsGovEast1,
    #[aws(rename = "us-gov-west-1")]
    UsGovWest1,
    #[aws(rename = "ap-east-2")]
    ApEast2,
    #[aws(rename = "ap-southeast-6")]
    ApSoutheast6,
    #[aws(rename = "eusc-de-east-1")]
    EuscDeEast1,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// A complex type that contains information about a geographic location.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GeoLocation {
    /// The two-letter code for the continent.
    pub continent_code: Option<String>,
    /// For geolocation resource record sets, the two-letter code for a country.
    pub country_code: Option<String>,
    /// For geolocation resource record sets, the two-letter code for a state of the United States.
    pub subdivision_code: Option<String>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResourceRecordSetFailover {
    Primary,
    Secondary,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Information specific to the resource record.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceRecord {
    /// The current or new DNS record value, not to exceed 4,000 characters.
    #[aws(default)]
    pub value: String,
}

/// Alias resource record sets only: Information about the Amazon Web Services resource, such as a
/// CloudFront distribution or an Amazon S3 bucket, that you want to route traffic to.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AliasTarget {
    /// Alias resource records sets only: The value used depends on where you want to route traffic:
    /// Amazon API Gateway custom regional APIs and edge-optimized APIs; Amazon Virtual Private
    /// Cloud interface VPC endpoint; CloudFront distribution; …
    #[aws(default)]
    pub hosted_zone_id: String,
    /// Alias resource record sets only: The value that you specify depends on where you want to
    /// route queries: Amazon API Gateway custom regional APIs and edge-optimized APIs; Amazon
    /// Virtual Private Cloud interface VPC endpoint; …
    #[aws(rename = "DNSName", default)]
    pub dns_name: String,
    /// Applies only to alias, az-affinity alias, failover alias, geolocation alias, latency alias,
    /// and weighted alias resource record sets: When `EvaluateTargetHealth` is `true`, an alias
    /// resource record set inherits the health of the referenced …
    #[aws(default)]
    pub evaluate_target_health: bool,
}

/// The object that is specified in resource record set object when you are linking a resource
/// record set to a CIDR location.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CidrRoutingConfig {
    /// The CIDR collection ID.
    #[aws(default)]
    pub collection_id: String,
    /// The CIDR collection location name.
    #[aws(default)]
    pub location_name: String,
}

/// (Resource record sets only): A complex type that lets you specify where your resources are
/// located.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GeoProximityLocation {
    /// The Amazon Web Services Region the resource you are directing DNS traffic to, is in.
    #[aws(rename = "AWSRegion")]
    pub aws_region: Option<String>,
    /// Specifies an Amazon Web Services Local Zone Group.
    pub local_zone_group: Option<String>,
    /// Contains the longitude and latitude for a geographic region.
    pub coordinates: Option<Coordinates>,
    /// The bias increases or decreases the size of the geographic region from which Route 53 routes
    /// traffic to a resource.
    pub bias: Option<i32>,
}

/// Specifies the location that an AZ-affinity resource record set answers DNS queries from.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AZAffinity {
    /// The level of the location that `LocationId` identifies.
    pub location_type: Option<AZAffinityLocationType>,
    /// The ID of the location.
    pub location_id: Option<String>,
}

/// A complex type that lists the coordinates for a geoproximity resource record.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coordinates {
    /// Specifies a coordinate of the north–south position of a geographic point on the surface of
    /// the Earth (-90 - 90).
    #[aws(default)]
    pub latitude: String,
    /// Specifies a coordinate of the east–west position of a geographic point on the surface of the
    /// Earth (-180 - 180).
    #[aws(default)]
    pub longitude: String,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AZAffinityLocationType {
    AvailabilityZone,
    AvailabilityZoneGroup,
    Region,
    Partition,
    Global,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Returns the current status of a change batch request.
#[aws_operation(name = "GetChange")]
#[aws(http = "GET /2013-04-01/change/{id}")]
#[derive(Clone, Debug, Default)]
pub struct GetChange {
    /// The ID of the change batch request.
    #[aws(last_segment)]
    pub id: String,
}

impl GetChange {
    /// The request with its required members.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

/// A complex type that contains the `ChangeInfo` element.
#[aws_shape(xml_name = "GetChangeResponse")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetChangeOutput {
    /// A complex type that contains information about the specified change batch.
    pub change_info: Option<ChangeInfo>,
}

/// Lists the resource record sets in a specified hosted zone.
// cannot express: pagination with more than one token
#[aws_operation(name = "ListResourceRecordSets")]
#[aws(http = "GET /2013-04-01/hostedzone/{hosted_zone_id}/rrset")]
#[derive(Clone, Debug, Default)]
pub struct ListResourceRecordSets {
    /// The ID of the hosted zone that contains the resource record sets that you want to list.
    #[aws(last_segment)]
    pub hosted_zone_id: String,
    /// The first name in the lexicographic ordering of resource record sets that you want to list.
    #[aws(query = "name")]
    pub start_record_name: Option<String>,
    /// The type of resource record set to begin the record listing from.
    #[aws(query = "type")]
    pub start_record_type: Option<RRType>,
    /// Resource record sets that have a routing policy other than simple: If results were truncated
    /// for a given DNS name and type, specify the value of `NextRecordIdentifier` from the previous
    /// response to get the next resource record set that has …
    #[aws(query = "identifier")]
    pub start_record_identifier: Option<String>,
    /// (Optional) The maximum number of resource records sets to include in the response body for
    /// this request.
    #[aws(query = "maxitems")]
    pub max_items: Option<String>,
}

impl ListResourceRecordSets {
    /// The request with its required members.
    pub fn new(hosted_zone_id: impl Into<String>) -> Self {
        Self { hosted_zone_id: hosted_zone_id.into(), ..Self::default() }
    }
}

/// A complex type that contains list information for the resource record set.
#[aws_shape(xml_name = "ListResourceRecordSetsResponse")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListResourceRecordSetsOutput {
    /// Information about multiple resource record sets.
    #[aws(xml_member = "ResourceRecordSet", default)]
    pub resource_record_sets: Vec<ResourceRecordSet>,
    /// A flag that indicates whether more resource record sets remain to be listed.
    #[aws(default)]
    pub is_truncated: bool,
    /// If the results were truncated, the name of the next record in the list.
    pub next_record_name: Option<String>,
    /// If the results were truncated, the type of the next record in the list.
    pub next_record_type: Option<RRType>,
    /// Resource record sets that have a routing policy other than simple: If results were truncated
    /// for a given DNS name and type, the value of `SetIdentifier` for the next resource record set
    /// that has the current DNS name and type.
    pub next_record_identifier: Option<String>,
    /// The maximum number of records you requested.
    #[aws(default)]
    pub max_items: String,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// This exception contains a list of messages that might contain one or more error messages.
    InvalidChangeBatch {
        #[aws(rename = "messages", xml_member = "Message")]
        messages: Option<Vec<String>>,
        message: String,
    },
    /// The input is not valid.
    InvalidInput { message: String },
    /// A change with the specified change ID does not exist.
    #[aws(status = 404)]
    NoSuchChange { message: String },
    /// No health check exists with the specified ID.
    #[aws(status = 404)]
    NoSuchHealthCheck { message: String },
    /// No hosted zone exists with the ID that you specified.
    #[aws(status = 404)]
    NoSuchHostedZone { message: String },
    /// If Amazon Route 53 can't process a request before the next request arrives, it will reject
    /// subsequent requests for the same hosted zone and return an `HTTP 400 error` (`Bad request`).
    PriorRequestNotComplete { message: String },
}
