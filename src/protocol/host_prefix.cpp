// Collecting host label members and filling the host prefix with them.
#include "protocol/host_prefix.hpp"

#include <algorithm>
#include <coaws/base/param_validation_error.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::protocol {

namespace {

/// Keeps the host labels among the top-level members of an input and lets everything else pass by.
class label_collector final : public shape_writer {
  public:
    void begin_struct(schema const&) override { ++depth_; }
    void end_struct(schema const&) override { --depth_; }
    void begin_list(schema const&, std::size_t) override { ++depth_; }
    void end_list(schema const&) override { --depth_; }
    void begin_map(schema const&, std::size_t) override { ++depth_; }
    void map_key(schema const&, std::string_view) override {}
    void end_map(schema const&) override { --depth_; }
    void null(schema const&) override {}
    void boolean(schema const&, bool) override {}
    void integer(schema const&, std::int64_t) override {}
    void number(schema const&, double) override {}
    void string(schema const& s, std::string_view v) override {
        if (depth_ == 1 && s.traits().host_label) labels_.emplace_back(s.name(), v);
    }
    void blob(schema const&, std::string_view) override {}
    void time(schema const&, timestamp) override {}
    void streaming(schema const&, coaws::body const&) override {}

    std::string const& at(std::string_view name) const {
        for (auto const& [key, text] : labels_) {
            if (key == name) return text;
        }
        throw param_validation_error("Missing value for host label \"" + std::string(name) + "\".");
    }

  private:
    std::vector<std::pair<std::string_view, std::string>> labels_;
    std::size_t depth_ = 0;
};

bool is_host_text(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-';
    });
}

/// Refuses label values that could turn the host into another one.
void check_labels(schema const& input, label_collector const& labels) {
    std::string bad;
    for (std::size_t i = 0; i < input.member_count(); ++i) {
        schema const& member = input.member(i);
        if (!member.traits().host_label || is_host_text(labels.at(member.name()))) continue;
        if (!bad.empty()) bad += ", ";
        bad += member.name();
    }
    if (bad.empty()) return;
    throw param_validation_error("Invalid value for parameter(s): " + bad +
                                 ". Must contain only alphanumeric characters, hyphen, or period.");
}

}  // namespace

std::string expand_host_prefix(operation_schema const& operation, serializable const& input) {
    std::string_view text = operation.host_prefix;
    if (operation.input == nullptr || text.find('{') == std::string_view::npos) return operation.host_prefix;
    label_collector labels;
    input.write(labels, *operation.input);
    check_labels(*operation.input, labels);
    std::string prefix;
    while (!text.empty()) {
        auto open = text.find('{');
        auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        prefix += text.substr(0, open);
        prefix += labels.at(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    prefix += text;
    return prefix;
}

}  // namespace coaws::protocol
