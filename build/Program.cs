using FraudMl.Build;

if (!Arguments.TryParse(args, out Arguments arguments, out string problem))
{
    Console.Error.WriteLine(problem);
    return 2;
}

var targets = new Targets(arguments);
if (arguments.Targets.Count == 0)
{
    Console.WriteLine(targets.Describe());
    return 0;
}

try
{
    await targets.RunAsync();
    return 0;
}
catch (BuildFailedException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
