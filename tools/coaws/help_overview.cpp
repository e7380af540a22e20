// The help pages that need no model.
#include <string>

#include "help.hpp"

namespace cli {

std::string usage_text() {
    return "usage: coaws [options] SERVICE OPERATION [--params JSON | --member value ...] [--body FILE] "
           "[OUTFILE]\n"
           "       coaws [options] SERVICE wait NAME [--member value ...]\n"
           "       coaws help\n"
           "       coaws SERVICE help\n"
           "       coaws SERVICE OPERATION help\n"
           "       coaws configure list\n"
           "       coaws --version";
}

std::string_view global_options_text() noexcept {
    return R"(    --region NAME              region of the service
    --profile NAME             profile of the configuration files
    --endpoint-url URL         base URL of the service
    --no-sign-request          send requests unsigned, look for no credentials
    --no-verify-ssl            do not check the service's certificate
    --ca-bundle PATH           certificates to check the service against
    --cli-connect-timeout SEC  limit for making a connection
    --cli-read-timeout SEC     limit for one read from a connection
    --output FORMAT            json (default), text or table
    --query EXPRESSION         JMESPath expression that is applied to the output
    --no-paginate              fetch only one page
    --max-items N              end after N items; NextToken in the output goes on
    --page-size N              ask the service for pages of N items
    --starting-token TOKEN     go on where --max-items ended
    --params JSON              all parameters at once: JSON, file://PATH, or -
    --body FILE                the payload, from a file or from - (standard input)
    --dry-run                  show the signed request and send nothing
    --presign                  print a URL that makes the request for whoever has it
    --expires-in SEC           how long that URL holds (3600)
    --debug                    tell on standard error what happens
)";
}

std::string overview_text() {
    std::string text = "coaws - call any AWS service from the command line\n\n";
    text += usage_text();
    text += R"(

Services and operations have the names of their models. Operations may be written
as put-object or PutObject. Options stand before or behind them.

OPTIONS
)";
    text += global_options_text();
    text += R"(
VALUES
    --member value             names of members are in kebab-case
    --flag, --no-flag          booleans
    --list a b c               lists of scalars
    --map k=v,k2=v2            structures and maps; k=a,b gives k a list, k={x=1}
                               nests; values with commas stand in quotes
    --anything '{"k": "v"}'    JSON where a structure, list or map belongs
    file://PATH, fileb://PATH  the contents of a file, as text or as bytes
    In --params, {"$blob": "BASE64"} gives bytes.

EXIT CODES
    0    success
    1    wrong arguments, or parameters that do not fit the operation
    130  interrupted
    254  the service refused or failed the operation
    255  anything else: configuration, network, files
)";
    return text;
}

}  // namespace cli
