using FraudMl.Sdk.Host.Building;
using FraudMl.Sdk.Host.Evaluating;

namespace FraudMl.Sdk.Host;

/// <summary>Does what a target asks for, and writes what is wrong as MSBuild reads it.</summary>
internal static class HostCommand
{
    /// <summary>Returns 0 when it is done, else 1.</summary>
    /// <param name="arguments"><c>restore</c>, <c>update</c> or <c>evaluate</c>, and the file of the request.</param>
    /// <param name="output">Gets the errors, one a line, and what was done.</param>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        if (arguments is not [var verb, var file])
        {
            await output.WriteLineAsync("The targets of FraudMl.Sdk start this program: restore|update|evaluate REQUEST")
                .ConfigureAwait(false);
            return 1;
        }

        var request = Request.Read(file);
        try
        {
            IReadOnlyList<BuildError> errors = verb switch
            {
                "restore" => await Restoring.RunAsync(request, isUpdate: false, output).ConfigureAwait(false),
                "update" => await Restoring.RunAsync(request, isUpdate: true, output).ConfigureAwait(false),
                _ => await Judging.RunAsync(request, output).ConfigureAwait(false),
            };
            foreach (BuildError error in errors) await output.WriteLineAsync(error.ToString()).ConfigureAwait(false);
            return errors.Count == 0 ? 0 : 1;
        }
        catch (Exception problem) when (problem is not BuildError)
        {
            var error = new BuildError(ErrorCodes.Unexpected, new Place(request.Project), problem.GetBaseException().Message);
            await output.WriteLineAsync(error.ToString()).ConfigureAwait(false);
            return 1;
        }
        catch (BuildError error)
        {
            await output.WriteLineAsync(error.ToString()).ConfigureAwait(false);
            return 1;
        }
    }
}
