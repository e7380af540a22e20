// The shared configuration file.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/base/shell_words.hpp>
#include <coaws/config/shared_file.hpp>

namespace coaws::fuzz {

void config_file(std::string_view input) {
    for (bool const nested : {true, false}) {
        auto sections = config::parse_ini(input, "config", nested);
        if (!sections) continue;
        auto shared = config::classify(std::move(sections).value());
        auto again = config::parse_ini(input, "credentials", false);
        if (again) config::merge_credentials_file(shared, again.value());
    }
    static_cast<void>(shell_words(input));
}

}  // namespace coaws::fuzz
