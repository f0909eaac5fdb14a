#!/usr/bin/env python3
"""Writes tests/tests/wire/*_{input,output}*.rs from botocore's protocol tests: a module per suite with its annotated
structs, and a test per case.

    python3 tests/conformance/generate.py SUITES

SUITES is the folder with `input/` and `output/`: botocore's tests/unit/protocols at the commit that SOURCE.txt names.
The cases that exceptions.txt lists are left out. The files are formatted with rustfmt and belong in the repository.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "tests" / "wire"
PROTOCOLS = {
    "rest-json": "restJson1",
    "json": "awsJson1_1",
    "json_1_0": "awsJson1_0",
    "json_1_0-query-compatible": "awsJson1_0",
    "query": "awsQuery",
    "ec2": "ec2Query",
}
TOKEN = "00000000-0000-4000-8000-000000000000"
SCALARS = {
    "string": "String",
    "boolean": "bool",
    "byte": "i8",
    "short": "i16",
    "integer": "i32",
    "long": "i64",
    "float": "f32",
    "double": "f64",
    "blob": "Blob",
    "timestamp": "Timestamp",
}
FLOATS = {"NaN": "NAN", "Infinity": "INFINITY", "-Infinity": "NEG_INFINITY"}
TIMESTAMP_FORMATS = {"unixTimestamp": "epoch-seconds", "iso8601": "date-time", "rfc822": "http-date"}
KEYWORDS = set(
    "as async await box break const continue crate dyn else enum extern false fn for gen if impl in let loop match mod "
    "move mut pub ref return self static struct super trait true try type unsafe use where while yield".split()
)


def snake(name):
    name = re.sub(r"[^0-9A-Za-z]+", "_", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return name.lower().strip("_")


def pascal(name):
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+|_", name))


def field_case(rule, field):
    name = pascal(field)
    return name if rule == "PascalCase" else name[:1].lower() + name[1:]


def raw(identifier):
    return "r#" + identifier if identifier in KEYWORDS else identifier


def literal(text):
    """A string literal, raw if that is more readable."""
    if any(ord(c) < 32 and c != "\n" or ord(c) == 127 for c in text):
        return '"' + "".join(c if 32 <= ord(c) < 127 else f"\\u{{{ord(c):x}}}" for c in text) + '"'
    if '"' not in text and "\\" not in text and "\n" not in text:
        return f'"{text}"'
    hashes = ""
    while '"' + hashes in text:
        hashes += "#"
    return f'r{hashes}"{text}"{hashes}'


def uri_literal(uri):
    """A URI, with a line break before its parameters if it is long; a line break after a backslash is not in the text."""
    lines = [""]
    for part in re.split("(?=&)", uri):
        if len(lines[-1] + part) > 90:
            lines.append("")
        lines[-1] += part
    return '"' + "\\\n             ".join(lines) + '"'


def body_literal(text):
    """A body, with short JSON on one line: JSON strings contain no line breaks, so no string is changed."""
    line = re.sub(r"\n\s*", "", text)
    try:
        short = len(line) <= 100 and json.loads(line) == json.loads(text)
    except ValueError:
        short = False
    return literal(line if short else text)


def attributes(name, arguments):
    return f"#[{name}({', '.join(arguments)})]\n" if arguments else ""


class Names:
    """Unique identifiers."""

    def __init__(self):
        self.given = set()

    def give(self, wanted):
        name, number = wanted, 2
        while name in self.given:
            name, number = f"{wanted}_{number}", number + 1
        self.given.add(name)
        return name


class Suite:
    """One suite's module."""

    def __init__(self, suite, direction, protocol):
        self.suite, self.direction, self.protocol = suite, direction, protocol
        self.shapes = suite["shapes"]
        self.rest = protocol == "restJson1"
        self.query = protocol in ("awsQuery", "ec2Query")
        self.ec2 = protocol == "ec2Query"
        self.given = suite["cases"][0]["given"]
        self.operation = self.given["name"]
        self.item_names = Names()
        self.items = {}  # shape -> the name of its Rust type
        self.item_names.give(self.operation)
        self.sparse = set()
        for case in suite["cases"]:
            self.find_nulls((self.given.get("input") or self.given.get("output") or {}).get("shape"), case)

    def find_nulls(self, shape, case):
        """Marks lists and maps with a null in the data as sparse, because these models do not declare it."""

        def walk(shape, value):
            if shape is None or value is None:
                return
            model = self.shapes[shape]
            if model["type"] == "list":
                for item in value:
                    self.sparse |= {shape} if item is None else set()
                    walk(model["member"]["shape"], item)
            elif model["type"] == "map":
                for item in value.values():
                    self.sparse |= {shape} if item is None else set()
                    walk(model["value"]["shape"], item)
            elif model["type"] == "structure" and not model.get("document"):
                for name, item in value.items():
                    walk(model["members"][name]["shape"], item)

        walk(shape, case.get("params") or case.get("result"))

    # Types

    def item(self, shape):
        """The Rust type of a structure, union or string enum."""
        if shape not in self.items:
            self.items[shape] = self.item_names.give(pascal(shape))
        return self.items[shape]

    def type_of(self, shape, member=None):
        model = self.shapes[shape]
        kind = model["type"]
        if member and member.get("jsonvalue") and member.get("location") == "header":
            return "Blob"
        if kind == "structure":
            return "Document" if model.get("document") else self.item(shape)
        if kind == "string" and "enum" in model:
            return self.item(shape)
        if kind in ("list", "map"):
            inner = self.type_of(model["member" if kind == "list" else "value"]["shape"])
            inner = f"Option<{inner}>" if shape in self.sparse else inner
            return f"Vec<{inner}>" if kind == "list" else f"BTreeMap<String, {inner}>"
        return SCALARS[kind]

    def direct(self, shape):
        """The structures in a structure, except those in lists and maps."""
        members = self.shapes[shape].get("members", {}).values()
        return {m["shape"] for m in members if self.shapes[m["shape"]]["type"] == "structure"}

    def is_recursive(self, owner, member):
        seen, ahead = set(), [member["shape"]]
        while ahead:
            shape = ahead.pop()
            if shape == owner:
                return True
            if shape not in seen and self.shapes[shape]["type"] == "structure":
                seen.add(shape)
                ahead.extend(self.direct(shape))
        return False

    def member_type(self, owner, member):
        type_ = self.type_of(member["shape"], member)
        return f"Box<{type_}>" if self.is_recursive(owner, member) else type_

    def timestamp_format(self, member):
        shape = member["shape"]
        while self.shapes[shape]["type"] in ("list", "map"):
            model = self.shapes[shape]
            shape = (model.get("member") or model["value"])["shape"]
        format_ = member.get("timestampFormat") or self.shapes[shape].get("timestampFormat")
        return TIMESTAMP_FORMATS.get(format_)

    # Structures

    def fields(self, shape):
        """{member: field}"""
        names = Names()
        return {name: names.give(snake(name)) for name in self.shapes[shape].get("members", {})}

    def wire_name(self, name, member):
        renames = self.query or self.rest and "location" not in member
        return member.get("locationName", name) if renames else name

    def rename_rule(self, shape):
        """The rule that most members follow."""
        fields = self.fields(shape)
        members = self.shapes[shape].get("members", {})

        def hits(rule):
            return sum(field_case(rule, fields[n]) == self.wire_name(n, m) for n, m in members.items())

        return max(["PascalCase", "camelCase"], key=hits)

    def binding(self, shape, name, member, role):
        model, location = self.shapes[shape], member.get("location")
        wire = member.get("locationName", name)
        if not self.rest:
            return []
        if model.get("payload") == name:
            return ["payload"]
        if location == "header":
            return [f"header = {literal(wire)}"]
        if location == "headers":
            return [f"prefix_headers = {literal(member.get('locationName', ''))}"]
        if location == "statusCode":
            return ["status"]
        if location == "querystring" and role == "input":
            if self.shapes[member["shape"]]["type"] == "map":
                return ["query_params"]
            return [f"query = {literal(wire)}"]
        return []

    def field_list(self, shape, role):
        """`field: type` of each member, with its attribute; and whether all are optional."""
        model, fields, rule = self.shapes[shape], self.fields(shape), self.rename_rule(shape)
        lines = []
        for name, member in model.get("members", {}).items():
            arguments = self.binding(shape, name, member, role)
            wire = self.wire_name(name, member)
            if field_case(rule, fields[name]) != wire:
                arguments.append(f"rename = {literal(wire)}")
            format_ = self.timestamp_format(member)
            if format_:
                arguments.append(f"timestamp = {literal(format_)}")
            if member.get("hostLabel"):
                arguments.append("host_label")
            if self.ec2 and role == "input":
                name_in_form = member.get("queryName", wire)
                if name_in_form != wire[:1].upper() + wire[1:] and "queryName" in member:
                    arguments.append(f"ec2_query_name = {literal(name_in_form)}")
            elif self.query:
                arguments += self.xml(member)
            type_ = self.member_type(shape, member)
            type_ = type_ if name in model.get("required", []) else f"Option<{type_}>"
            lines.append(attributes("aws", arguments) + f"{raw(fields[name])}: {type_},")
        return lines

    def xml(self, member):
        """The XML elements of a list or map."""
        model, flattened = self.shapes[member["shape"]], member.get("flattened")
        names = {"xml_key": model.get("key"), "xml_value": model.get("value")}
        if not flattened:
            names["xml_member"] = model.get("member")
        if self.ec2 and self.direction == "input":
            return []  # all lists of a request are flattened
        if self.ec2 and model.get("member") and not flattened:
            names["xml_member"] = {"locationName": self.names_of_items(model)}
        named = [f"{argument} = {literal(of['locationName'])}" for argument, of in names.items() if of and of.get("locationName")]
        return (["xml_flattened"] if flattened else []) + named

    def names_of_items(self, model):
        """The names of items, and of the items of those, where they are not those of ec2Query."""
        names = []
        while "member" in model:
            names.append(model["member"].get("locationName", "member"))
            model = self.shapes[model["member"]["shape"]]
        while names and names[-1] == "item":
            names.pop()
        return "/".join(names)

    def is_optional(self, shape):
        return not self.shapes[shape].get("required")

    def structure(self, shape, head, ident, role):
        members = self.shapes[shape].get("members", {}) if shape else {}
        default = "Default, " if shape and self.is_optional(shape) else ""
        derives = f"#[derive(Clone, Debug, {default}PartialEq)]\n"
        if not members:
            body = f"struct {ident};" if role == "input" else f"struct {ident} {{}}"
            return head + derives + body
        return head + derives + f"struct {ident} {{\n" + "\n".join(self.field_list(shape, role)) + "\n}"

    def rule_argument(self, shape):
        members = self.shapes[shape].get("members", {}) if shape else {}
        return ['rename_all = "camelCase"'] if members and self.rename_rule(shape) == "camelCase" else []

    def shape_item(self, shape):
        """The item of a nested shape."""
        model, ident = self.shapes[shape], self.items[shape]
        if model["type"] == "string":
            return self.string_enum(model, ident)
        if model.get("union"):
            return self.union(shape, model, ident)
        arguments = self.rule_argument(shape)
        head = f"#[aws_shape({', '.join(arguments)})]\n" if arguments else "#[aws_shape]\n"
        return self.structure(shape, head, ident, "shape")

    def string_enum(self, model, ident):
        lines = []
        for value, variant in self.variants(model).items():
            rename = attributes("aws", [f"rename = {literal(value)}"] if variant != value else [])
            lines.append(f"{rename}{variant},")
        lines.append("#[aws(unknown)]\nUnknown(String),")
        return f"#[aws_shape]\n#[derive(Clone, Debug, PartialEq)]\nenum {ident} {{\n" + "\n".join(lines) + "\n}"

    @staticmethod
    def variants(model):
        names = Names()
        names.give("Unknown")
        return {v: names.give(pascal(v) if v[:1].isalpha() else f"Value{pascal(v)}") for v in model["enum"]}

    def union(self, shape, model, ident):
        wires = {pascal(name): self.wire_name(name, member) for name, member in model["members"].items()}
        rule = all(field_case("camelCase", snake(variant)) == wire for variant, wire in wires.items())
        lines = []
        for (variant, wire), member in zip(wires.items(), model["members"].values()):
            rename = attributes("aws", [] if rule else [f"rename = {literal(wire)}"])
            lines.append(f"{rename}{variant}({self.member_type(shape, member)}),")
        head = '#[aws_shape(rename_all = "camelCase")]' if rule else "#[aws_shape]"
        return f"{head}\n#[derive(Clone, Debug, PartialEq)]\nenum {ident} {{\n" + "\n".join(lines) + "\n}"

    # Values

    def value(self, shape, value, member=None):
        model = self.shapes[shape]
        kind = model["type"]
        if member and member.get("jsonvalue") and member.get("location") == "header":
            return f"Blob::from({literal(value)})"
        if kind == "structure":
            if model.get("document"):
                return f"Document(json!({json.dumps(value, ensure_ascii=False)}))"
            return self.structure_value(shape, value, self.item(shape))
        if kind == "list":
            items = [self.item_value(shape, model["member"]["shape"], item) for item in value]
            return f"vec![{', '.join(items)}]" if items else "Vec::new()"
        if kind == "map":
            entries = [
                f"({literal(key)}.into(), {self.item_value(shape, model['value']['shape'], item)})"
                for key, item in value.items()
            ]
            return f"BTreeMap::from([{', '.join(entries)}])" if entries else "BTreeMap::new()"
        if kind == "string" and "enum" in model:
            variants = self.variants(model)
            if value in variants:
                return f"{self.item(shape)}::{variants[value]}"
            return f"{self.item(shape)}::Unknown({literal(value)}.into())"
        if kind == "string":
            return f"{literal(value)}.into()"
        if kind == "blob":
            return f"Blob::from({literal(value)})"
        if kind == "timestamp":
            return f"time({value})" if isinstance(value, int) else f"time_with_fraction({value!r})"
        if kind in ("float", "double"):
            return f"{SCALARS[kind]}::{FLOATS[value]}" if value in FLOATS else repr(float(value))
        return json.dumps(value)

    def item_value(self, owner, shape, item):
        if owner not in self.sparse:
            return self.value(shape, item)
        return "None" if item is None else f"Some({self.value(shape, item)})"

    def member_value(self, shape, name, value):
        model = self.shapes[shape]
        member = model["members"][name]
        if value is None:
            return "None"
        text = self.value(member["shape"], value, member)
        text = f"Box::new({text})" if self.is_recursive(shape, member) else text
        return text if name in model.get("required", []) else f"Some({text})"

    def structure_value(self, shape, value, ident):
        model = self.shapes[shape]
        if model.get("union"):
            ((name, inner),) = value.items()
            member = model["members"][name]
            text = self.value(member["shape"], inner, member)
            text = f"Box::new({text})" if self.is_recursive(shape, member) else text
            return f"{ident}::{pascal(name)}({text})"
        members = model.get("members", {})
        if not members:
            return f"{ident} {{}}"
        fields = self.fields(shape)
        if self.is_optional(shape):
            given = {n: v for n, v in value.items() if v is not None}
            if not given:
                return f"{ident}::default()"
            rest = f", ..{ident}::default()" if len(given) < len(members) else ""
        else:
            given, rest = {n: value.get(n) for n in members}, ""
        inits = [f"{raw(fields[n])}: {self.member_value(shape, n, v)}" for n, v in given.items()]
        return f"{ident} {{ {', '.join(inits)}{rest} }}"

    # Operations

    def operation_item(self, input_, output, errors):
        arguments = [f"name = {literal(self.operation)}"]
        more = []
        http, fields = self.given["http"], self.fields(input_) if input_ else {}
        if self.rest:
            members = self.shapes[input_].get("members", {}) if input_ else {}
            labels = {m.get("locationName", n): fields[n] for n, m in members.items() if m.get("location") == "uri"}
            uri = re.sub(r"\{(\w+)(\+?)\}", lambda m: f"{{{labels[m[1]]}{m[2]}}}", http["requestUri"])
            more.append(f"http = {literal(http['method'] + ' ' + uri)}")
        for name, member in (self.shapes[input_].get("members", {}) if input_ else {}).items():
            if member.get("idempotencyToken"):
                more.append(f"idempotent = {literal(fields[name])}")
        if self.given.get("idempotent") and http["method"] not in ("DELETE", "GET", "HEAD"):
            more.append("idempotent")
        prefix = self.given.get("endpoint", {}).get("hostPrefix")
        if prefix:
            prefix = re.sub(r"\{(\w+)\}", lambda m: f"{{{fields[m[1]]}}}", prefix)
            more.append(f"host_prefix = {literal(prefix)}")
        more += ["checksum_required"] if self.given.get("httpChecksumRequired") else []
        more += ["compress = \"gzip\""] if "gzip" in self.given.get("requestcompression", {}).get("encodings", []) else []
        arguments.append(f"output = {output}")
        arguments += ["error = Error"] if errors else []
        arguments += self.rule_argument(input_)
        head = attributes("aws_operation", arguments) + attributes("aws", more)
        return self.structure(input_, head, self.operation, "input")

    def input_module(self, cases, one_way):
        input_ = self.given.get("input", {}).get("shape")
        operation = self.operation_item(input_, "()", False)
        # A recursive shape is a separate item as well: an operation cannot be part of a message.
        items = self.nested_items(set())
        tests = [self.input_test(case, input_, case["id"] not in one_way) for case in cases]
        return [operation, *items, *tests]

    def nested_items(self, done):
        items = []
        while missing := [shape for shape in self.items if shape not in done]:
            for shape in missing:
                done.add(shape)
                items.append(self.shape_item(shape))
        return items

    def input_literal(self, shape, params):
        if not shape or not self.shapes[shape].get("members"):
            return self.operation
        return self.structure_value(shape, params, self.operation)

    def input_test(self, case, shape, served):
        want = case["serialized"]
        request = [f"Request::new({literal(want['method'])}, {uri_literal(want['uri'])})"]
        if "clientEndpoint" in self.suite:
            request.append(f".endpoint({literal(self.suite['clientEndpoint'])})")
        if "host" in want:
            request.append(f".host({literal(want['host'])})")
        request += [f".header({literal(n)}, {literal(v)})" for n, v in want.get("headers", {}).items()]
        request += [f".require({literal(n)})" for n in want.get("requireHeaders", [])]
        request += [f".forbid({literal(n)})" for n in want.get("forbidHeaders", [])]
        if "body" in want:
            request.append(f".body({body_literal(want['body'])})")
        sent = self.input_literal(shape, case["params"])
        lines = [f"let input = {sent};", f"let request = {''.join(request)};"]
        lines.append("request.is_sent_by(async |client| input.send(&client).await.map(drop));")
        if served:
            params = self.as_read(shape, case["params"], want["uri"])
            read = self.input_literal(shape, params)
            lines.append("request.is_read_as(&input);" if read == sent else f"request.is_read_as(&{read});")
        return self.test(case, lines)

    def as_read(self, shape, params, uri):
        """The parameters as the request contains them, if they differ from the struct."""
        query = {}
        for name, value in parse_qsl(urlsplit(uri).query, keep_blank_values=True):
            query.setdefault(name, []).append(value)
        read = dict(params)
        for name, member in self.members(shape).items():
            kind, location = self.shapes[member["shape"]]["type"], member.get("location")
            if member.get("idempotencyToken"):
                read.setdefault(name, TOKEN)
            elif location == "querystring" and kind == "map" and query:
                # Servers put all parameters in the map, also parameters with their own member.
                many = self.shapes[self.shapes[member["shape"]]["value"]["shape"]]["type"] == "list"
                read[name] = {key: values if many else values[0] for key, values in query.items()}
            elif location in ("querystring", "headers") and read.get(name) in ([], {}):
                del read[name]
            elif self.query and read.get(name) == {}:
                del read[name]  # an empty map is not sent
            elif self.ec2 and read.get(name) == []:
                del read[name]  # nor is an empty list
            elif self.shapes[shape].get("payload") == name and kind == "structure" and self.rest:
                if not self.shapes[member["shape"]].keys() & {"union", "document"}:
                    read.setdefault(name, {})
        return read

    def members(self, shape):
        return self.shapes[shape].get("members", {}) if shape else {}

    @staticmethod
    def test(case, lines):
        return f"#[test]\npub(super) fn {case['id']}() {{\n" + "\n".join(lines) + "\n}"

    def reply(self, case):
        response = case["response"]
        reply = [f"Reply::new({response['status_code']})"]
        reply += [f".header({literal(n)}, {literal(v)})" for n, v in response.get("headers", {}).items()]
        if response.get("body"):
            reply.append(f".body({body_literal(response['body'])})")
        return "".join(reply)

    def output_module(self, cases, one_way):
        output = self.given.get("output", {}).get("shape")
        errors = [error["shape"] for error in self.given.get("errors", [])] if "errorCode" in cases[0] else []
        if output:
            self.items[output] = self.item_names.give(f"{self.operation}Output")
        operation = self.operation_item(None, self.items.get(output, "()"), errors)
        mine = [self.error_item(errors)] if errors else []
        mine += [self.shape_item(output)] if output else []
        tests = [self.output_test(case, output, errors, case["id"] not in one_way) for case in cases]
        return [operation, *mine, *self.nested_items({output}), *tests]

    def error_item(self, errors):
        variants, rule = [], self.rename_rule(errors[0])
        assert all(self.rename_rule(error) == rule for error in errors)
        for error in errors:
            model = self.shapes[error]
            status = model.get("error", {}).get("httpStatusCode")
            fields = "\n".join(self.field_list(error, "error"))
            code = model.get("error", {}).get("code") if self.query else None
            arguments = [f"code = {literal(code)}"] if code else []
            variants.append(
                attributes("aws", arguments + ([f"status = {status}"] if status else []))
                + pascal(error)
                + (f" {{\n{fields}\n}}," if fields else ",")
            )
        arguments = ['rename_all = "camelCase"'] if rule == "camelCase" else []
        head = f"#[aws_error({', '.join(arguments)})]\n" if arguments else "#[aws_error]\n"
        return head + "#[derive(Clone, Debug, PartialEq)]\nenum Error {\n" + "\n".join(variants) + "\n}"

    def output_test(self, case, output, errors, served):
        lines = [f"let response = {self.reply(case)};"]
        call = f"async |client| client.call(&{self.operation}).await"
        send = f"async |client| {self.operation}.send(&client).await"
        if errors:
            lines.append(f"let error = {self.error_value(errors, case)};")
            message = f"Some({literal(case['errorMessage'])})" if "errorMessage" in case else "None"
            lines.append(f"response.fails({send}, {literal(case['errorCode'])}, {message}, &error);")
            if served:
                lines.append(f"fails_served::<{self.operation}>({send}, error);")
        else:
            value = "()" if not output else self.structure_value(output, case["result"], self.items[output])
            if value == "()":
                lines.append(f"response.is_read_as({call}, &());")
                if served:
                    lines.append(f"is_served::<{self.operation}>({send}, ());")
            else:
                lines.append(f"let output = {value};")
                lines.append(f"response.is_read_as({call}, &output);")
                if served:
                    lines.append(f"is_served::<{self.operation}>({send}, output);")
        return self.test(case, lines)

    def error_value(self, errors, case):
        # With one error per suite, the code is not compared: a legacy query code differs from the shape's name.
        (error,) = errors
        members, fields = self.members(error), self.fields(error)
        if not members:
            return f"Error::{pascal(error)}"
        values = {name: case["error"].get(name) for name in members}
        inits = [f"{raw(fields[n])}: {self.member_value(error, n, v)}" for n, v in values.items()]
        return f"Error::{pascal(error)} {{ {', '.join(inits)} }}"


IMPORTS = {
    "aws_operation": ["Blob", "Document", "Timestamp", "aws_error", "aws_operation", "aws_shape"],
    "serde_json": ["json"],
    "std::collections": ["BTreeMap"],
    "crate::harness": ["Reply", "Request", "fails_served", "is_served", "time", "time_with_fraction"],
}


def uses(items):
    """The imports that a module needs."""
    without_texts = re.sub(r'r(#+)".*?"\1|"(?:[^"\\]|\\.)*"', '""', "\n".join(items), flags=re.DOTALL)
    words = set(re.findall(r"(?<![.\w])\w+(?!:\s)", without_texts))
    lines = ["use super::Service;"]
    for path, names in IMPORTS.items():
        used = [name for name in names if name in words]
        if used:
            lines.append(f"use {path}::{used[0]};" if len(used) == 1 else f"use {path}::{{{', '.join(used)}}};")
    return "\n".join(lines)


def is_bound(suite):
    """Whether a suite tests bindings outside of the body."""
    root = suite["cases"][0]["given"].get("input") or suite["cases"][0]["given"].get("output")
    if not root:
        return True
    shape = suite["shapes"][root["shape"]]
    located = any("location" in member for member in shape["members"].values())
    return located or "payload" in shape or not shape["members"]


def part_of(name, direction, suite):
    """The file for a suite."""
    base = f"{name}_{direction}".replace("-", "_")
    if name != "rest-json":
        return base
    if suite["cases"][0].get("errorCode"):
        return f"{base}_errors"
    return f"{base}_bindings" if is_bound(suite) else f"{base}_bodies"


def read_exceptions():
    """{kind: {case: reason}}; the kind is `not run` or `one way`."""
    kinds = {"not run": {}, "one way": {}}
    for line in (HERE / "exceptions.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            kind, suite, case, reason = re.fullmatch(r"(not run|one way) (\S+ \S+) (\S+): (.+)", line).groups()
            kinds[kind][f"{suite} {case}"] = reason
    return kinds


def service_item(name, suites):
    metadata = suites[0]["metadata"]
    id_ = metadata.get("serviceId") or metadata.get("targetPrefix") or ("RestJson" if PROTOCOLS[name] == "restJson1" else "Query")
    arguments = [f"id = {literal(id_)}", f"protocol = {literal(PROTOCOLS[name])}"]
    if "targetPrefix" in metadata:
        arguments.append(f"target_prefix = {literal(metadata['targetPrefix'])}")
    if "awsQueryCompatible" in metadata:
        arguments.append("query_compatible")
    if PROTOCOLS[name] in ("awsQuery", "ec2Query"):
        arguments.append(f"version = {literal(metadata['apiVersion'])}")
    return attributes("aws_service", arguments) + "struct Service;"


def main():
    folder = Path(sys.argv[1])
    exceptions = read_exceptions()
    known, files = set(), {}
    for name, protocol in PROTOCOLS.items():
        for direction in ("input", "output"):
            suites = json.loads((folder / direction / f"{name}.json").read_text())
            for suite in suites:
                ids = {case["id"]: f"{name} {direction} {case['id']}" for case in suite["cases"]}
                known |= set(ids.values())
                cases = [case for case in suite["cases"] if ids[case["id"]] not in exceptions["not run"]]
                if not cases:
                    continue
                one_way = {id_ for id_, key in ids.items() if key in exceptions["one way"]}
                module = Suite(suite, direction, protocol)
                items = getattr(module, f"{direction}_module")(cases, one_way)
                source = f"{direction}/{name}.json"
                new = {"source": source, "service": service_item(name, suites), "modules": []}
                file = files.setdefault(part_of(name, direction, suite), new)
                file["modules"].append((module.operation, items, [case["id"] for case in cases]))
    unknown = {case for cases in exceptions.values() for case in cases} - known
    if unknown:
        sys.exit("exceptions.txt names cases that are not there:\n" + "\n".join(sorted(unknown)))
    for file, content in files.items():
        write(file, content)


def write(file, content):
    names, modules, cases = Names(), [], []
    for operation, items, ids in content["modules"]:
        module = names.give(snake(operation))
        modules.append(f"mod {module} {{\n{uses(items)}\n\n" + "\n\n".join(items) + "\n}")
        cases += [f"    {module}:", *(f"        {id_}" for id_ in ids), "    ;"]
    text = f"""\
//! Generated by tests/conformance/generate.py from botocore's protocol tests, {content["source"]}. Not to be edited.
//!
//! Source: <https://github.com/boto/botocore>, Apache-2.0; tests/conformance/SOURCE.txt names the commit.
#![allow(clippy::all, clippy::pedantic, non_snake_case)] // names and numbers are the suites'

use aws_operation::aws_service;

{content["service"]}

{(chr(10) * 2).join(modules)}

cases! {{
{chr(10).join(cases)}
}}
"""
    path = OUT / f"{file}.rs"
    path.write_text(text)
    subprocess.run(["rustfmt", "--edition", "2024", "--config-path", str(HERE.parents[1]), str(path)], check=True)


if __name__ == "__main__":
    main()
