// coaws-conformance: answers the requests of conformance suites, one JSON object a line, over standard input
// and output.
#include <coaws/value/args.hpp>
#include <coaws/value/value.hpp>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "answers.hpp"
#include "driver.hpp"
#include "typed_service.hpp"
#include "verbs.hpp"

namespace {

using namespace coaws;
using namespace coaws::conformance;

using verb_function = std::string (*)(driver&, value const&);

verb_function find_verb(std::string_view name, bool typed) {
    if (typed) {
        if (name == "build") return run_typed_build;
        return name == "parse" ? run_typed_parse : nullptr;
    }
    static std::map<std::string_view, verb_function> const verbs{
        {"serialize", run_serialize},
        {"parse", run_parse},
        {"build", run_build},
        {"execute", run_execute},
        {"paginate", run_paginate},
        {"wait", run_wait},
        {"endpoint", run_endpoint},
        {"sign", run_sign},
        {"jmespath", run_jmespath},
        {"checksum", run_checksum},
        {"cbor", run_cbor},
        {"eventstream", run_eventstream},
        {"config", run_config},
        {"credentials", run_credentials},
        {"presign_url", run_presign_url},
        {"presign_post", run_presign_post},
    };
    auto const found = verbs.find(name);
    return found == verbs.end() ? nullptr : found->second;
}

/// The members of the answer after its id.
std::string outcome_of(driver& shared, value const& request, bool typed) {
    auto const name = request.get("verb", "");
    auto const run = find_verb(name, typed);
    if (run == nullptr) return "\"unsupported\": " + to_json(value(name));
    try {
        return "\"ok\": " + run(shared, request);
    } catch (not_typed const& reason) {
        return "\"unsupported\": " + to_json(value(reason.what()));
    } catch (...) {
        return "\"error\": " + to_text(describe(std::current_exception()));
    }
}

std::string answer(driver& shared, std::string const& line, bool typed) {
    json_options lossless;
    lossless.lossless = true;
    try {
        auto const request = from_json(line, lossless);
        auto const* id = request.find("id");
        return "{\"id\": " + to_json(id == nullptr ? value() : *id) + ", " +
               outcome_of(shared, request, typed) + "}";
    } catch (std::exception const& failure) {
        return "{\"id\": null, \"error\": " + to_text(args("type", "BadRequest", "message", failure.what())) +
               "}";
    }
}

struct arguments {
    std::string data_path;
    bool typed = false;
};

arguments read_arguments(int argc, char** argv) {
    arguments read;
    for (int i = 1; i < argc; ++i) {
        std::string_view const word = argv[i];
        if (word == "--typed")
            read.typed = true;
        else if (word == "--data-path" && i + 1 < argc)
            read.data_path = argv[++i];
    }
    return read;
}

}  // namespace

int main(int argc, char** argv) {
    auto const given = read_arguments(argc, argv);
    if (given.data_path.empty()) {
        std::cerr << "usage: coaws-conformance --data-path DIR [--typed]\n"
                     "Reads requests, one JSON object a line, and answers them in order; with --typed\n"
                     "through the generated clients that it was built with.\n";
        return 2;
    }
    try {
        driver shared(given.data_path);
        std::string line;
        while (std::getline(std::cin, line))
            if (!line.empty()) std::cout << answer(shared, line, given.typed) << std::endl;
    } catch (std::exception const& failure) {
        std::cerr << "coaws-conformance: " << failure.what() << '\n';
        return 1;
    }
    return 0;
}
