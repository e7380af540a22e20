// Which texts may be given for a bucket.
#include "customization/s3/bucket_name.hpp"

#include "customization/parameters.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>

namespace coaws::customization {

namespace {

// Shown in the message only: what they say is coded below.
constexpr std::string_view name_pattern = R"(^[a-zA-Z0-9.\-_]{1,255}$)";
constexpr std::string_view arn_pattern =
    R"(^arn:(aws).*:(s3|s3-object-lambda):[a-z\-0-9]*:[0-9]{12}:accesspoint[/:][a-zA-Z0-9\-.]{1,63}$|)"
    R"(^arn:(aws).*:s3-outposts:[a-z\-0-9]+:[0-9]{12}:outpost[/:][a-zA-Z0-9\-]{1,63}[/:]accesspoint[/:])"
    R"([a-zA-Z0-9\-]{1,63}$)";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_alnum(char c) { return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z'); }
bool is_label(char c) { return is_alnum(c) || c == '-'; }
bool is_name(char c) { return is_label(c) || c == '.'; }
bool is_region(char c) { return is_digit(c) || is_lower(c) || c == '-'; }

template <class Predicate>
bool consists_of(std::string_view text, std::size_t least, std::size_t most, Predicate allowed) {
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, allowed);
}

/// A text that is taken apart from its end. The parts hold no separators, so this finds what the patterns
/// find.
class tail {
  public:
    explicit tail(std::string_view text) : rest_(text) {}

    /// The part behind the last of `separators`; the whole rest when there is none, which is then empty.
    std::string_view take(std::string_view separators) {
        auto const at = rest_.find_last_of(separators);
        if (at == std::string_view::npos) return std::exchange(rest_, {});
        auto const part = rest_.substr(at + 1);
        rest_ = rest_.substr(0, at);
        return part;
    }
    /// Whether what is left can begin an ARN.
    bool begins_arn() const {
        return rest_.starts_with("arn:aws") && rest_.find('\n') == std::string_view::npos;
    }

  private:
    std::string_view rest_;
};

bool is_account(std::string_view text) { return consists_of(text, 12, 12, is_digit); }

bool is_plain_access_point(std::string_view text) {
    tail t(text);
    if (!consists_of(t.take("/:"), 1, 63, is_name) || t.take(":") != "accesspoint" ||
        !is_account(t.take(":")))
        return false;
    if (!consists_of(t.take(":"), 0, std::string_view::npos, is_region)) return false;
    auto const service = t.take(":");
    return (service == "s3" || service == "s3-object-lambda") && t.begins_arn();
}

bool is_outpost_access_point(std::string_view text) {
    tail t(text);
    if (!consists_of(t.take("/:"), 1, 63, is_label) || t.take("/:") != "accesspoint") return false;
    if (!consists_of(t.take("/:"), 1, 63, is_label) || t.take(":") != "outpost" || !is_account(t.take(":")))
        return false;
    return consists_of(t.take(":"), 1, std::string_view::npos, is_region) && t.take(":") == "s3-outposts" &&
           t.begins_arn();
}

/// The patterns' end matches before a last line break, too.
std::string_view without_line_break(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text;
}

bool is_bucket_name(std::string_view text) {
    return consists_of(without_line_break(text), 1, 255, [](char c) { return is_name(c) || c == '_'; });
}

void check_bucket(before_parameter_build& e) {
    auto const* bucket = find_text(e.params, "Bucket");
    if (bucket == nullptr || is_bucket_name(*bucket) || is_access_point_arn(*bucket)) return;
    std::string report = "Invalid bucket name \"" + *bucket + "\": Bucket name must match the regex \"";
    report.append(name_pattern)
        .append("\" or be an ARN matching the regex \"")
        .append(arn_pattern)
        .append("\"");
    throw param_validation_error(report);
}

}  // namespace

bool is_access_point_arn(std::string_view text) noexcept {
    if (!text.starts_with("arn:aws")) return false;
    text = without_line_break(text);
    return is_plain_access_point(text) || is_outpost_access_point(text);
}

void register_bucket_name(emitter& events) { events.on("before-parameter-build.s3", check_bucket); }

}  // namespace coaws::customization
