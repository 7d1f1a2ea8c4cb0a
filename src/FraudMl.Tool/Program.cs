using FraudMl.Tool;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
