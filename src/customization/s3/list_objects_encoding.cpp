// Keys that XML can't hold are listed URL-encoded.
#include "customization/s3/list_objects_encoding.hpp"

#include "customization/lossy_utf8.hpp"
#include "pipeline/value_texts.hpp"

#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

constexpr std::string_view chosen_here = "s3.encoding";

void ask_for_encoding(before_parameter_build& e) {
    if (e.params.contains("EncodingType")) return;
    e.params.append("EncodingType", "url");
    e.context.notes[chosen_here] = true;
}

void decode(std::string& text) {
    if (text.find_first_of("%+") != std::string::npos) text = lossy_utf8(percent_decode(text, true));
}

bool must_decode(call_context const& context, result_texts const& result) {
    return context.notes.contains(chosen_here) && result.text("EncodingType") == "url";
}

void decode_list_objects(call_context const& context, result_texts& result) {
    if (!must_decode(context, result)) return;
    // The reference leaves the first version's Prefix as it came.
    for (auto name : {"Delimiter", "Marker", "NextMarker"}) result.edit(name, decode);
    result.edit_each("Contents", "Key", decode);
    result.edit_each("CommonPrefixes", "Prefix", decode);
}

void decode_list_objects_v2(call_context const& context, result_texts& result) {
    if (!must_decode(context, result)) return;
    for (auto name : {"Delimiter", "Prefix", "StartAfter"}) result.edit(name, decode);
    result.edit_each("Contents", "Key", decode);
    result.edit_each("CommonPrefixes", "Prefix", decode);
}

void decode_list_object_versions(call_context const& context, result_texts& result) {
    if (!must_decode(context, result)) return;
    for (auto name : {"KeyMarker", "NextKeyMarker", "Prefix", "Delimiter"}) result.edit(name, decode);
    result.edit_each("Versions", "Key", decode);
    result.edit_each("DeleteMarkers", "Key", decode);
    result.edit_each("CommonPrefixes", "Prefix", decode);
}

void on_listing(emitter& events, std::string_view name,
                void (*decode_result)(call_context const&, result_texts&)) {
    events.on_result(
        name,
        [decode_result](after_call& e) {
            pipeline::value_texts texts(e.parsed);
            decode_result(e.context, texts);
        },
        [decode_result](direct_result& e) { decode_result(e.context, e.result); });
}

}  // namespace

void register_list_objects_encoding(emitter& events) {
    events.on("before-parameter-build.s3.ListObjects", ask_for_encoding);
    events.on("before-parameter-build.s3.ListObjectsV2", ask_for_encoding);
    events.on("before-parameter-build.s3.ListObjectVersions", ask_for_encoding);
}

void register_list_objects_decoding(emitter& events) {
    on_listing(events, "after-call.s3.ListObjects", decode_list_objects);
    on_listing(events, "after-call.s3.ListObjectsV2", decode_list_objects_v2);
    on_listing(events, "after-call.s3.ListObjectVersions", decode_list_object_versions);
}

}  // namespace coaws::customization
