// What credential providers read: output of processes, token files, keys, command lines.
#include "fuzz/target.hpp"

#include <coaws/auth/dpop.hpp>
#include <coaws/base/error.hpp>
#include <coaws/base/shell_words.hpp>
#include <string>

#include "credentials/json_document.hpp"
#include "credentials/login_token.hpp"
#include "credentials/process_output.hpp"

namespace coaws::fuzz {

void credential_documents(std::string_view input) {
    static_cast<void>(shell_words(input));
    static_cast<void>(auth::dpop_key::from_pem(input));
    pipeline::process_result ended;
    ended.out = input;
    try {
        static_cast<void>(read_process_output(ended, std::nullopt));
    } catch (error const&) {
    }
    try {
        login_token token(std::string(input), "session");
        static_cast<void>(token.keys());
        static_cast<void>(token.refresh_parameters());
        token.refresh(value(token.document()), timestamp());
    } catch (error const&) {
    }
}

}  // namespace coaws::fuzz
