// The command line split into the program's own options and what belongs to the operation.
#include "arguments.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "usage_error.hpp"

namespace cli {

namespace {

using text_member = std::optional<std::string> arguments::*;
using flag_member = bool arguments::*;
using seconds_member = std::optional<std::chrono::seconds> arguments::*;

struct text_option {
    std::string_view name;
    text_member target;
};
struct flag_option {
    std::string_view name;
    flag_member target;
    bool meaning;
};
struct seconds_option {
    std::string_view name;
    seconds_member target;
};

constexpr std::array text_options{
    text_option{"--region", &arguments::region},
    text_option{"--profile", &arguments::profile},
    text_option{"--endpoint-url", &arguments::endpoint_url},
    text_option{"--ca-bundle", &arguments::ca_bundle},
    text_option{"--query", &arguments::query},
    text_option{"--params", &arguments::params},
    text_option{"--body", &arguments::body},
};
constexpr std::array flag_options{
    flag_option{"--no-sign-request", &arguments::sign, false},
    flag_option{"--no-verify-ssl", &arguments::verify, false},
    flag_option{"--no-paginate", &arguments::paginate, false},
    flag_option{"--debug", &arguments::debug, true},
    flag_option{"--dry-run", &arguments::dry_run, true},
    flag_option{"--presign", &arguments::presign, true},
    flag_option{"--help", &arguments::help, true},
    flag_option{"-h", &arguments::help, true},
    flag_option{"--version", &arguments::version, true},
};
constexpr std::array seconds_options{
    seconds_option{"--cli-connect-timeout", &arguments::connect_timeout},
    seconds_option{"--cli-read-timeout", &arguments::read_timeout},
    seconds_option{"--expires-in", &arguments::expires_in},
};

template <class Table>
auto const* find_option(Table const& table, std::string_view name) {
    auto const found = std::ranges::find(table, name, [](auto const& option) { return option.name; });
    return found == table.end() ? nullptr : &*found;
}

std::chrono::seconds parse_seconds(std::string const& option, std::string const& text) {
    std::int64_t count = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (failure != std::errc() || end != text.data() + text.size() || count < 0 || count > 86'400 * 365)
        throw usage_error(option + " takes a number of seconds, not '" + text + "'");
    return std::chrono::seconds(count);
}

/// Takes the words one by one.
class splitter {
  public:
    explicit splitter(std::vector<std::string> const& words) : words_(words) {}

    arguments run() {
        while (at_ < words_.size()) {
            auto const& word = words_[at_++];
            if (word == "--") {
                if (out_.operation.empty())
                    throw usage_error("'--' may only stand behind SERVICE and OPERATION");
                out_.rest.insert(out_.rest.end(), words_.begin() + static_cast<std::ptrdiff_t>(at_) - 1,
                                 words_.end());
                break;
            }
            if (!take_option(word)) take_word(word);
        }
        settle_help();
        return std::move(out_);
    }

  private:
    bool take_option(std::string const& word) {
        if (!word.starts_with('-') || word.size() < 2) return false;
        auto const equals = word.find('=');
        auto const name = word.substr(0, equals);
        if (auto const* flag = find_option(flag_options, name)) {
            if (equals != std::string::npos) throw usage_error(name + " takes no value");
            out_.*(flag->target) = flag->meaning;
            return true;
        }
        if (auto const* option = find_option(text_options, name)) {
            out_.*(option->target) = value_of(name, word, equals);
            return true;
        }
        if (auto const* option = find_option(seconds_options, name)) {
            out_.*(option->target) = parse_seconds(name, value_of(name, word, equals));
            return true;
        }
        if (name == "--output") {
            out_.output = parse_output_format(value_of(name, word, equals));
            return true;
        }
        return false;
    }

    std::string value_of(std::string const& name, std::string const& word, std::size_t equals) {
        if (equals != std::string::npos) return word.substr(equals + 1);
        if (at_ == words_.size()) throw usage_error(name + " needs a value");
        return words_[at_++];
    }

    void take_word(std::string const& word) {
        if (!out_.operation.empty()) {
            out_.rest.push_back(word);
        } else if (word.starts_with("--")) {
            throw usage_error("Unknown option: " + word.substr(0, word.find('=')));
        } else if (out_.service.empty()) {
            out_.service = word;
        } else {
            out_.operation = word;
        }
    }

    void settle_help() {
        if (out_.service == "help") {
            out_.help = true;
            out_.service.clear();
            out_.operation.clear();
            out_.rest.clear();
        } else if (out_.operation == "help") {
            out_.help = true;
            out_.operation.clear();
            out_.rest.clear();
        } else if (!out_.rest.empty() && out_.rest.back() == "help" &&
                   (out_.rest.size() == 1 || (out_.rest.size() == 2 && out_.operation == "wait"))) {
            out_.help = true;
            out_.rest.pop_back();
        }
    }

    std::vector<std::string> const& words_;
    std::size_t at_ = 0;
    arguments out_;
};

}  // namespace

output_format parse_output_format(std::string_view name) {
    if (name == "json") return output_format::json;
    if (name == "text") return output_format::text;
    if (name == "table") return output_format::table;
    throw usage_error("--output takes json, text or table, not '" + std::string(name) + "'");
}

arguments parse_arguments(std::vector<std::string> const& words) { return splitter(words).run(); }

}  // namespace cli
