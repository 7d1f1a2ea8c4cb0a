namespace FraudMl.Build;

/// <summary>Builds with one compiler for all projects, whatever the machine is set to; it ends with the build. A process each takes twice
/// as long.</summary>
internal static class SharedCompiler
{
    public static async Task BuildAsync(Command build)
    {
        try
        {
            await (build with { Arguments = [.. build.Arguments, "-p:UseSharedCompilation=true"] }).RunAsync();
        }
        finally
        {
            await Command.Dotnet("build-server", "shutdown", "--vbcscompiler").CaptureAsync();
        }
    }
}
