// Keys that XML can't hold are listed URL-encoded.
#include "customization/s3/list_objects_encoding.hpp"

#include "customization/lossy_utf8.hpp"
#include "customization/parameters.hpp"

#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <initializer_list>
#include <string_view>

namespace coaws::customization {

namespace {

constexpr std::string_view chosen_here = "s3.encoding";

void ask_for_encoding(before_parameter_build& e) {
    if (e.params.contains("EncodingType")) return;
    e.params.append("EncodingType", "url");
    e.context.notes[chosen_here] = true;
}

bool must_decode(after_call const& e) {
    if (!e.context.notes.contains(chosen_here)) return false;
    auto const* type = find_text(e.parsed, "EncodingType");
    return type != nullptr && *type == "url";
}

void decode(value_map& parsed, std::string_view name) {
    auto* text = find_text(parsed, name);
    if (text != nullptr && text->find_first_of("%+") != std::string::npos)
        *text = lossy_utf8(percent_decode(*text, true));
}

void decode_in_list(value_map& parsed, std::string_view list_name, std::string_view name) {
    auto* list = parsed.find(list_name);
    if (list == nullptr || !list->is_list()) return;
    for (auto& item : list->as_list())
        if (auto* map = item.get_if<value_map>()) decode(*map, name);
}

void decode_list_objects(after_call& e) {
    if (!must_decode(e)) return;
    // The reference leaves the first version's Prefix as it came.
    for (auto name : {"Delimiter", "Marker", "NextMarker"}) decode(e.parsed, name);
    decode_in_list(e.parsed, "Contents", "Key");
    decode_in_list(e.parsed, "CommonPrefixes", "Prefix");
}

void decode_list_objects_v2(after_call& e) {
    if (!must_decode(e)) return;
    for (auto name : {"Delimiter", "Prefix", "StartAfter"}) decode(e.parsed, name);
    decode_in_list(e.parsed, "Contents", "Key");
    decode_in_list(e.parsed, "CommonPrefixes", "Prefix");
}

void decode_list_object_versions(after_call& e) {
    if (!must_decode(e)) return;
    for (auto name : {"KeyMarker", "NextKeyMarker", "Prefix", "Delimiter"}) decode(e.parsed, name);
    decode_in_list(e.parsed, "Versions", "Key");
    decode_in_list(e.parsed, "DeleteMarkers", "Key");
    decode_in_list(e.parsed, "CommonPrefixes", "Prefix");
}

}  // namespace

void register_list_objects_encoding(emitter& events) {
    events.on("before-parameter-build.s3.ListObjects", ask_for_encoding);
    events.on("before-parameter-build.s3.ListObjectsV2", ask_for_encoding);
    events.on("before-parameter-build.s3.ListObjectVersions", ask_for_encoding);
}

void register_list_objects_decoding(emitter& events) {
    events.on("after-call.s3.ListObjects", decode_list_objects);
    events.on("after-call.s3.ListObjectsV2", decode_list_objects_v2);
    events.on("after-call.s3.ListObjectVersions", decode_list_object_versions);
}

}  // namespace coaws::customization
