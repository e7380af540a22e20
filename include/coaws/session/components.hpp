// The parts of a session that can be had and replaced by name (SESS-18).
#pragma once

#include <coaws/config/store.hpp>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/tokens.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/model/loader.hpp>
#include <string_view>

/// Keys for `session::get_component` and its like. A key says what the part is called and of which type it
/// is; a program may declare keys for parts of its own.
namespace coaws::component {

/// What clients copy when they are made. Replacing it leaves `session::events()` as it was.
struct event_emitter {
    using type = emitter;
    static constexpr std::string_view name = "event_emitter";
};
/// The providers of credentials. Clients made from now on ask the new chain.
struct credential_provider {
    using type = credential_chain;
    static constexpr std::string_view name = "credential_provider";
};
/// The providers of bearer tokens.
struct token_provider {
    using type = token_chain;
    static constexpr std::string_view name = "token_provider";
};
/// What environment and files say. One that is registered is used as it is; variables that the session sets
/// later lie above it.
struct config_store {
    using type = config::store const;
    static constexpr std::string_view name = "config_store";
};
/// Where models come from. Services that clients of one loader use are compiled once for that loader.
struct data_loader {
    using type = model::loader const;
    static constexpr std::string_view name = "data_loader";
};

}  // namespace coaws::component
