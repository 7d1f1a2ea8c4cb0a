using FraudMl.Build;

try
{
    Arguments arguments = Arguments.Parse(args);
    var targets = new Targets(arguments);
    if (arguments.Help) Console.WriteLine(targets.Describe());
    else await targets.RunAsync();
    return 0;
}
catch (BuildFailedException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
