using MlflowServer;

return await ServerCommand.Create().Parse(args).InvokeAsync();
