"""Train the learned filter from pages whose articles are known; needs the extra ``newsclean[train]``."""
