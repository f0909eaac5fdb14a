//! The calls as bytes: the requests, which the floors send without a signature, and the responses of the server.

use bytes::Bytes;

use crate::{
    Call, IMAGE, INSTANCE, INSTANCE_TYPE, INSTANCES, ITEMS, MESSAGE, MESSAGES, PARAMETER, PARTITION, PROJECT,
    QUEUE_URL, SECRET, SECRET_VALUE, TABLE,
};

pub struct Request {
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Bytes,
}

pub struct Response {
    pub headers: Vec<(&'static str, &'static str)>,
    pub body: Bytes,
}

pub fn request(call: Call) -> Request {
    let mut request = Request { method: "POST", path: "/".into(), headers: Vec::new(), body: Bytes::new() };
    if let Some((target, version)) = call.target() {
        request.headers.push(("content-type", format!("application/x-amz-json-{version}")));
        request.headers.push(("x-amz-target", target.into()));
    }
    let body = match call {
        Call::GetParameter => format!(r#"{{"Name":"{PARAMETER}","WithDecryption":true}}"#),
        Call::GetSecretValue => format!(r#"{{"SecretId":"{SECRET}"}}"#),
        Call::SendMessage => format!(r#"{{"QueueUrl":"{QUEUE_URL}","MessageBody":{}}}"#, quoted(MESSAGE)),
        Call::ReceiveMessage => format!(r#"{{"QueueUrl":"{QUEUE_URL}","MaxNumberOfMessages":{MESSAGES}}}"#),
        Call::GetItem => {
            format!(r#"{{"TableName":"{TABLE}","Key":{{"pk":{{"S":"{PARTITION}"}},"sk":{{"S":"sk number 7"}}}}}}"#)
        }
        Call::Query => json(&format!(
            "{{'TableName':'{TABLE}','KeyConditionExpression':'pk = :pk',\
             'ExpressionAttributeValues':{{':pk':{{'S':'{PARTITION}'}}}}}}"
        )),
        Call::DescribeInstances => {
            "Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=instance-state-name&Filter.1.Value.1=running"
                .into()
        }
        Call::RunInstances => format!(
            "Action=RunInstances&Version=2016-11-15&ImageId={IMAGE}&InstanceType={INSTANCE_TYPE}&MaxCount=1&MinCount=1\
             &ClientToken=00000000-0000-4000-8000-000000000000"
        ),
        Call::TerminateInstances => format!("Action=TerminateInstances&Version=2016-11-15&InstanceId.1={INSTANCE}"),
        Call::CreateProject => format!(r#"{{"ProjectName":"{PROJECT}"}}"#),
        _ => String::new(),
    };
    match call {
        Call::DescribeInstances | Call::RunInstances | Call::TerminateInstances => {
            request.headers.push(("content-type", "application/x-www-form-urlencoded".into()));
        }
        Call::CreateProject => {
            request.path = "/2020-11-20/projects".into();
            request.headers.push(("content-type", "application/json".into()));
            request.headers.push(("x-amzn-client-token", "00000000-0000-4000-8000-000000000000".into()));
        }
        _ => {}
    }
    request.body = body.into();
    if let Some(method) = call.object_method() {
        let (key, content) = call.object();
        request.method = method;
        request.path = object_path(key);
        request.body = if method == "PUT" { content } else { Bytes::new() };
    }
    request
}

pub fn object_path(key: &str) -> String {
    format!("/{}/{key}", crate::BUCKET)
}

pub fn response(call: Call) -> Response {
    let of_json = vec![("content-type", "application/x-amz-json-1.0"), ("x-amzn-requestid", REQUEST_ID)];
    let of_xml = vec![("content-type", "text/xml;charset=UTF-8"), ("x-amzn-requestid", REQUEST_ID)];
    let of_s3 = vec![("etag", "\"9dd4e461268c8034f5c8564e155c67a6\""), ("x-amz-request-id", "4442587FB7D0A2F9")];
    let (headers, body) = match call {
        Call::GetParameter => (of_json, parameter()),
        Call::GetSecretValue => (of_json, secret()),
        Call::SendMessage => (of_json, sent()),
        Call::ReceiveMessage => (of_json, messages()),
        Call::GetItem => (of_json, format!(r#"{{"Item":{}}}"#, item(7))),
        Call::Query => (of_json, page()),
        Call::DescribeInstances => (of_xml, instances()),
        Call::RunInstances => (of_xml, reservation("RunInstancesResponse", 1)),
        Call::TerminateInstances => (of_xml, terminated()),
        Call::GetObject | Call::GetLargeObject => {
            let sum = if call == Call::GetObject { CRC32 } else { LARGE_CRC32 };
            let of_object = vec![
                ("content-type", "image/jpeg"),
                ("last-modified", LAST_MODIFIED),
                ("x-amz-checksum-crc32", sum),
                ("x-amz-checksum-type", "FULL_OBJECT"),
            ];
            return Response { headers: [of_s3, of_object].concat(), body: call.object().1 };
        }
        Call::PutObject | Call::PutLargeObject | Call::PutLargeUnsigned => (of_s3, String::new()),
        Call::CreateProject => (vec![("content-type", "application/json")], project()),
    };
    Response { headers, body: body.into() }
}

const REQUEST_ID: &str = "0f1c2d3e-4b5a-4978-8a6b-7c8d9e0f1a2b";
const LAST_MODIFIED: &str = "Tue, 14 Nov 2023 22:13:20 GMT";
/// Those of the objects, which some clients verify.
const CRC32: &str = "PhB3wQ==";
const LARGE_CRC32: &str = "MIHo9w==";
/// That of [`MESSAGE`], which some clients check.
const MD5: &str = "3b4a80e9abc38118944b52b658b6bcc6";

/// JSON that is written with `'`. The inserted texts have their quotes escaped, and no apostrophes.
fn json(text: &str) -> String {
    text.replace('\'', "\"")
}

/// A string of JSON. The texts here have no other characters to escape.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

fn parameter() -> String {
    let value = quoted(SECRET_VALUE);
    json(&format!(
        "{{'Parameter':{{'ARN':'arn:aws:ssm:us-east-1:123456789012:parameter{PARAMETER}','DataType':'text',\
         'LastModifiedDate':1.700000000123E9,'Name':'{PARAMETER}','Type':'SecureString','Value':{value},'Version':3}}}}"
    ))
}

fn secret() -> String {
    let value = quoted(SECRET_VALUE);
    json(&format!(
        "{{'ARN':'arn:aws:secretsmanager:us-east-1:123456789012:secret:{SECRET}-a1b2c3','CreatedDate':1.700000000123E9,\
         'Name':'{SECRET}','SecretString':{value},'VersionId':'a1b2c3d4-5678-90ab-cdef-exampleaaaaa',\
         'VersionStages':['AWSCURRENT']}}"
    ))
}

fn sent() -> String {
    json(&format!("{{'MD5OfMessageBody':'{MD5}','MessageId':'5fea7756-0ea4-451a-a703-a558b933e274'}}"))
}

fn messages() -> String {
    let (body, handle) = (quoted(MESSAGE), "Qm9vaw".repeat(20));
    let message = |n: usize| {
        format!(
            "{{'Body':{body},'MD5OfBody':'{MD5}','MessageId':'5fea7756-0ea4-451a-a703-a558b933e27{n}',\
             'ReceiptHandle':'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a{handle}'}}"
        )
    };
    json(&format!("{{'Messages':[{}]}}", (0..MESSAGES).map(message).collect::<Vec<_>>().join(",")))
}

/// An item of ten attributes.
fn item(n: usize) -> String {
    let (year, stock, available) = (1900 + n % 120, n * 7, n.is_multiple_of(2));
    json(&format!(
        "{{'pk':{{'S':'pk number {n}'}},'sk':{{'S':'sk number {n}'}},'title':{{'S':'title number {n}'}},\
         'author':{{'S':'author number {n}'}},'description':{{'S':'description number {n}'}},'year':{{'N':'{year}'}},\
         'price':{{'N':'{n}'}},'stock':{{'N':'{stock}'}},'available':{{'BOOL':{available}}},\
         'tags':{{'L':[{{'S':'new'}},{{'S':'used'}}]}}}}"
    ))
}

fn page() -> String {
    let items = (0..ITEMS).map(item).collect::<Vec<_>>().join(",");
    format!(r#"{{"Count":{ITEMS},"Items":[{items}],"ScannedCount":{ITEMS}}}"#)
}

const XMLNS: &str = "http://ec2.amazonaws.com/doc/2016-11-15/";

/// An instance with the members that EC2 sends for a small one.
fn instance(n: usize) -> String {
    format!(
        "<item><instanceId>i-0123456789abcdef{n}</instanceId><imageId>{IMAGE}</imageId><instanceState><code>16</code>\
         <name>running</name></instanceState><privateDnsName>ip-10-0-0-{n}.ec2.internal</privateDnsName><dnsName/>\
         <reason/><amiLaunchIndex>0</amiLaunchIndex><productCodes/><instanceType>{INSTANCE_TYPE}</instanceType>\
         <launchTime>2023-11-14T22:13:20.000Z</launchTime><placement><availabilityZone>us-east-1a</availabilityZone>\
         <groupName/><tenancy>default</tenancy></placement><monitoring><state>disabled</state></monitoring>\
         <subnetId>subnet-0a1b2c3d</subnetId><vpcId>vpc-0a1b2c3d</vpcId><privateIpAddress>10.0.0.{n}</privateIpAddress>\
         <sourceDestCheck>true</sourceDestCheck><groupSet><item><groupId>sg-0a1b2c3d</groupId><groupName>default\
         </groupName></item></groupSet><architecture>x86_64</architecture><rootDeviceType>ebs</rootDeviceType>\
         <rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs>\
         <volumeId>vol-0a1b2c3d</volumeId><status>attached</status><attachTime>2023-11-14T22:13:21.000Z</attachTime>\
         <deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping><virtualizationType>hvm\
         </virtualizationType><tagSet><item><key>Name</key><value>shop {n}</value></item></tagSet><hypervisor>xen\
         </hypervisor><networkInterfaceSet/><ebsOptimized>false</ebsOptimized></item>"
    )
}

/// A reservation with its instances, in an element.
fn reservation(element: &str, instances: usize) -> String {
    let attribute = if element == "item" { String::new() } else { format!(" xmlns=\"{XMLNS}\"") };
    let instances = (0..instances).map(instance).collect::<String>();
    format!(
        "<{element}{attribute}><reservationId>r-0a1b2c3d</reservationId><ownerId>123456789012</ownerId><groupSet/>\
         <instancesSet>{instances}</instancesSet></{element}>"
    )
}

fn instances() -> String {
    let reservation = reservation("item", INSTANCES);
    format!(
        "<DescribeInstancesResponse xmlns=\"{XMLNS}\"><requestId>{REQUEST_ID}</requestId><reservationSet>{reservation}\
         </reservationSet></DescribeInstancesResponse>"
    )
}

fn terminated() -> String {
    format!(
        "<TerminateInstancesResponse xmlns=\"{XMLNS}\"><requestId>{REQUEST_ID}</requestId><instancesSet><item>\
         <instanceId>{INSTANCE}</instanceId><currentState><code>32</code><name>shutting-down</name></currentState>\
         <previousState><code>16</code><name>running</name></previousState></item></instancesSet>\
         </TerminateInstancesResponse>"
    )
}

fn project() -> String {
    json(&format!(
        "{{'ProjectMetadata':{{'CreationTimestamp':1.7E9,\
         'ProjectArn':'arn:aws:lookoutvision:us-east-1:123456789012:project/{PROJECT}','ProjectName':'{PROJECT}'}}}}"
    ))
}
