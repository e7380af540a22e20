// Writing requests and reading responses: dynamic values, generated structs, and the parsers alone.
#include <expat.h>
#include <simdjson.h>
#include <coaws/model/loader.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/services/dynamodb.hpp>
#include <coaws/value/value_bridge.hpp>
#include <coaws/value/value_serde.hpp>
#include <cstring>
#include <iostream>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include <coaws/services/dynamodb_tables.hpp>
#ifdef COAWS_BENCH_S3
#include <coaws/services/s3.hpp>
#include <coaws/services/s3_tables.hpp>
#endif

#include "calls.hpp"
#include "measure.hpp"
#include "payloads.hpp"
#include "report.hpp"
#include "services/struct_input.hpp"
#include "services/struct_output.hpp"

using namespace coaws;
using bench::report;

namespace {

struct loaded {
    std::shared_ptr<service_schema const> service;
    protocol::wire_protocol const& wire;

    loaded(model::loader const& models, std::string const& name)
        : service(make_service_schema(name, models.load_service(name, "service-2"))),
          wire(*protocol::find_protocol(service->metadata().protocol)) {}
    operation_schema const& operation(std::string_view name) const {
        auto const* found = service->find_operation(name);
        if (found == nullptr) throw std::runtime_error("no operation " + std::string(name));
        return *found;
    }
    std::string body_of(operation_schema const& o, serializable const& input) const {
        auto record = wire.serialize(*service, o, input);
        if (record.form_body) return protocol::encode_form(*record.form_body);
        return std::string(record.body.in_memory().value_or(""));
    }
    void read(operation_schema const& o, http::response& response, deserializable& out) const {
        protocol::response_metadata metadata;
        wire.parse(*service, o, response, out, metadata);
    }
};

/// A response as the transport leaves it, with room behind its body.
http::response received(std::string const& text) {
    http::response response;
    response.status = 200;
    response.body.reserve(text.size() + 64);
    response.body = text;
    return response;
}

/// A generated client's tables.
struct generated {
    services::service_table const& table;
    std::span<services::operation_factory const> factories;
};

services::operation_entry const& entry_of(generated const& from, std::string_view name) {
    for (auto const& f : from.factories)
        if (f.operation.name == name) return f.operation;
    throw std::runtime_error("no operation " + std::string(name));
}

void measure_dynamic_write(report& lines, loaded const& s, std::string const& label, std::string_view name,
                           value const& params) {
    auto const& o = s.operation(name);
    value_input const input(params.as_map());
    auto const bytes = s.body_of(o, input).size();
    lines.add(label + " write, value", bytes, [&] { static_cast<void>(s.body_of(o, input)); });
}

void measure_dynamic_read(report& lines, loaded const& s, std::string const& label, std::string_view name,
                          std::string const& text) {
    auto const& o = s.operation(name);
    auto response = received(text);
    lines.add(label + " read, value", text.size(), [&] {
        value_map map;
        value_output out(map);
        s.read(o, response, out);
    });
}

template <class Out>
void measure_typed_read(report& lines, loaded const& s, generated const& from, std::string const& label,
                        std::string_view name, std::string const& text) {
    auto const& o = s.operation(name);
    services::schema_matches const matches(from.table.struct_count);
    auto response = received(text);
    lines.add(label + " read, struct", text.size(), [&] {
        Out out;
        services::struct_output sink(&out, entry_of(from, name).output, matches);
        s.read(o, response, sink);
    });
}

template <class In>
void measure_typed_write(report& lines, loaded const& s, generated const& from, std::string const& label,
                         std::string_view name, value params) {
    auto const& o = s.operation(name);
    services::schema_matches const matches(from.table.struct_count);
    In in;
    value_cursor cursor(params);
    services::struct_output(&in, entry_of(from, name).input, matches).read(cursor, *o.input);
    services::struct_input const input(&in, entry_of(from, name).input, matches);
    auto const bytes = s.body_of(o, input).size();
    lines.add(label + " write, struct", bytes, [&] { static_cast<void>(s.body_of(o, input)); });
}

/// Touches every name and value, keeps none of them.
std::size_t walk(simdjson::ondemand::value v) {
    std::size_t seen = 0;
    switch (v.type()) {
        case simdjson::ondemand::json_type::object:
            for (auto field : v.get_object()) {
                seen += std::string_view(field.unescaped_key()).size();
                seen += walk(field.value());
            }
            return seen;
        case simdjson::ondemand::json_type::array:
            for (auto element : v.get_array()) seen += walk(element.value());
            return seen;
        case simdjson::ondemand::json_type::string:
            return std::string_view(v.get_string()).size();
        case simdjson::ondemand::json_type::boolean:
            return bool(v.get_bool()) ? 1 : 0;
        case simdjson::ondemand::json_type::number:
            return double(v.get_double()) > 0 ? 1 : 0;
        default:
            return v.is_null() ? 1 : 0;
    }
}

void measure_simdjson(report& lines, std::string const& label, std::string const& text) {
    simdjson::padded_string const padded(text);
    simdjson::ondemand::parser parser;
    lines.add(label + " simdjson alone", text.size(), [&] {
        auto document = parser.iterate(padded);
        auto const seen = walk(document.get_value());
        bench::keep(seen);
    });
}

/// The strings of an item into what users own, without a schema, by code for this item only: a vector, and
/// the struct. No reader of every shape can beat that.
void measure_by_hand(report& lines, std::string const& label, std::string const& text,
                     std::size_t attributes) {
    simdjson::padded_string const padded(text);
    simdjson::ondemand::parser parser;
    lines.add(label + " simdjson into std::vector", text.size(), [&] {
        std::vector<std::pair<std::string, std::string>> item;
        item.reserve(attributes);
        auto document = parser.iterate(padded);
        for (auto attribute : document["Item"].get_object()) {
            std::string_view const name = attribute.unescaped_key();
            for (auto member : attribute.value().get_object())
                item.emplace_back(name, std::string_view(member.value().get_string()));
        }
        bench::keep(item);
    });
    lines.add(label + " simdjson into the struct", text.size(), [&] {
        services::dynamodb::get_item_output out;
        auto& item = out.item.emplace();
        item.reserve(attributes);
        auto document = parser.iterate(padded);
        for (auto attribute : document["Item"].get_object()) {
            auto& v = item.try_emplace(std::string_view(attribute.unescaped_key())).first->second;
            for (auto member : attribute.value().get_object()) {
                bool const is_number = std::string_view(member.unescaped_key()) == "N";
                (is_number ? v.n : v.s).emplace(std::string_view(member.value().get_string()));
            }
        }
        bench::keep(out);
    });
}

void measure_dynamodb(report& lines, model::loader const& models) {
    namespace ddb = services::dynamodb;
    loaded const s(models, "dynamodb");
    generated const from{ddb::tables::service, ddb::tables::factories()};
    struct kind_of_item {
        std::string label;
        value item;
        bool flat = true;  ///< each attribute is a string or a number
    };
    // DynamoDB allows 400 KB.
    for (auto const& [label, item, flat] : {kind_of_item{"S", bench::dynamodb_item(10, 80)},
                                            {"M", bench::dynamodb_item(100, 80)},
                                            {"L", bench::dynamodb_item(1000, 80)},
                                            {"400 KB", bench::dynamodb_item(100, 4000)},
                                            {"order", bench::order_item(30), false}}) {
        auto const put = args("TableName", "t", "Item", item);
        auto const text =
            s.body_of(s.operation("PutItem"), value_input(args("TableName", "t", "Item", item).as_map()));
        std::string const get = std::string("GetItem ") + label;
        measure_simdjson(lines, get, text);
        if (flat) measure_by_hand(lines, get, text, item.as_map().size());
        measure_dynamic_read(lines, s, get, "GetItem", text);
        measure_typed_read<ddb::get_item_output>(lines, s, from, get, "GetItem", text);
        std::string const write = std::string("PutItem ") + label;
        measure_dynamic_write(lines, s, write, "PutItem", put);
        measure_typed_write<ddb::put_item_input>(lines, s, from, write, "PutItem", put);
    }
}

void measure_expat(report& lines, std::string const& label, std::string const& text) {
    lines.add(label + " expat alone", text.size(), [&] {
        XML_Parser parser = XML_ParserCreate(nullptr);
        XML_SetElementHandler(
            parser, [](void*, XML_Char const*, XML_Char const**) {}, [](void*, XML_Char const*) {});
        XML_SetCharacterDataHandler(parser, [](void*, XML_Char const*, int) {});
        XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1);
        XML_ParserFree(parser);
    });
}

void measure_xml(report& lines, model::loader const& models) {
    loaded const s3(models, "s3");
    auto const listing = bench::s3_listing(1000);
    measure_expat(lines, "ListObjectsV2 1,000 keys", listing);
    measure_dynamic_read(lines, s3, "ListObjectsV2 1,000 keys", "ListObjectsV2", listing);
#ifdef COAWS_BENCH_S3
    measure_typed_read<services::s3::list_objects_v2_output>(
        lines, s3, {services::s3::tables::service, services::s3::tables::factories()},
        "ListObjectsV2 1,000 keys", "ListObjectsV2", listing);
#endif
    loaded const ec2(models, "ec2");
    auto const instances = bench::ec2_instances(100);
    measure_expat(lines, "DescribeInstances 100", instances);
    measure_dynamic_read(lines, ec2, "DescribeInstances 100", "DescribeInstances", instances);
}

void measure_writes(report& lines, model::loader const& models) {
    value_list data;
    value_list entries;
    for (int i = 0; i < 10; ++i) {
        data.push_back(args("MetricName", "m" + std::to_string(i), "Value", i * 1.5, "Unit", "Count",
                            "Dimensions", list_of(args("Name", "host", "Value", "h1"))));
        entries.push_back(args("Id", "i" + std::to_string(i), "MessageBody", std::string(200, 'x')));
    }
    loaded const cloudwatch(models, "cloudwatch");
    measure_dynamic_write(lines, cloudwatch, "PutMetricData 10", "PutMetricData",
                          args("Namespace", "n", "MetricData", std::move(data)));
    loaded const sqs(models, "sqs");
    measure_dynamic_write(lines, sqs, "SendMessageBatch 10", "SendMessageBatch",
                          args("QueueUrl", "http://q", "Entries", std::move(entries)));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        std::cerr << "usage: bench-serde MODELS [PART_OF_A_LINE]\n";
        return 2;
    }
    model::loader const models({argv[1]});
    report lines(argc == 3 ? argv[2] : "");
    measure_dynamodb(lines, models);
    measure_xml(lines, models);
    measure_writes(lines, models);
    bench::measure_calls(lines, argv[1]);
    lines.print();
}
