// The small service models that unit tests share.
#pragma once

#include <coaws/model/loader.hpp>
#include <coaws/schema/from_model.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace coaws::testing_data {

/// The folder `tests/data`: from COAWS_TEST_DATA (macro or environment), else found above the working folder.
inline std::string folder() {
#ifdef COAWS_TEST_DATA
    return COAWS_TEST_DATA;
#else
    if (char const* set = std::getenv("COAWS_TEST_DATA")) return set;
    for (auto at = std::filesystem::current_path();; at = at.parent_path()) {
        auto const candidate = at / "tests" / "data";
        if (std::filesystem::is_directory(candidate)) return candidate.string();
        if (at == at.parent_path()) return "tests/data";
    }
#endif
}

/// Loads from `tests/data/models`.
inline model::loader const& models() {
    static model::loader const loader({folder() + "/models"});
    return loader;
}

/// A service of `tests/data/models`: atlas (rest-xml), beacon (cbor), harbor (ec2), ledger (query), orchard
/// (rest-json) or parcels (json).
inline std::shared_ptr<service_schema const> service(std::string const& name) {
    return make_service_schema(name, models().load_service(name, "service-2"));
}

/// A service from the text of a model.
inline std::shared_ptr<service_schema const> service_from_text(std::string_view text) {
    return make_service_schema("inline", json::document::parse(text).value());
}

}  // namespace coaws::testing_data
