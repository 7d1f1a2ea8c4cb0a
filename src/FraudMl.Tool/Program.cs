using FraudMl.Tool.Shell;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
