using FraudMl.Sdk.Host;

return await HostCommand.RunAsync(args, Console.Out).ConfigureAwait(false);
