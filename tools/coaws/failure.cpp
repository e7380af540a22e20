// From an exception to what the user reads and the program's exit code.
#include "failure.hpp"

#include <boost/system/system_error.hpp>
#include <cerrno>
#include <coaws/base/errors.hpp>
#include <coaws/base/param_validation_error.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/jmespath.hpp>
#include <new>
#include <system_error>

#include "interrupt.hpp"
#include "output_error.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

failure_report made(exit_code code, std::string const& text) {
    failure_report report;
    report.code = code;
    report.text = "\n" + text + "\n";
    return report;
}

failure_report silent(exit_code code) {
    failure_report report;
    report.code = code;
    return report;
}

}  // namespace

failure_report report_failure(std::exception_ptr failure) {
    if (!failure) return {};
    try {
        std::rethrow_exception(failure);
    } catch (usage_error const& e) {
        return made(exit_code::usage, e.what());
    } catch (coaws::param_validation_error const& e) {
        return made(exit_code::usage, e.what());
    } catch (coaws::validation_error const& e) {
        return made(exit_code::usage, e.what());
    } catch (coaws::client_error const& e) {
        return made(exit_code::service_error, e.what());
    } catch (boost::system::system_error const& e) {
        return interrupted() ? silent(exit_code::interrupted) : made(exit_code::failure, e.what());
    } catch (output_error const& e) {
        // Nobody reads: say nothing, as other programs do in a pipe.
        return e.number() == EPIPE ? silent(exit_code::failure) : made(exit_code::failure, e.what());
    } catch (std::system_error const& e) {
        if (e.code() == std::errc::interrupted) return silent(exit_code::interrupted);
        return made(exit_code::failure, e.what());
    } catch (std::bad_alloc const&) {
        return made(exit_code::failure, "Out of memory");
    } catch (std::exception const& e) {
        return made(exit_code::failure, e.what());
    } catch (...) {
        return made(exit_code::failure, "An unknown error occurred");
    }
}

}  // namespace cli
